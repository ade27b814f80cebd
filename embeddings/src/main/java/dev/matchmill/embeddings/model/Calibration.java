package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * The mean vector of a few dozen neutral texts of all occupations. Small models put every text into
 * a narrow cone; subtracting its axis spreads them out, and that is the largest single gain of the
 * composite (see README). Queries and passages have axes of their own.
 */
final class Calibration {

    /** SHA-256 in front of the components. */
    private static final int HASH_LENGTH = 32;

    private final List<String> texts;

    private Calibration(List<String> texts) {
        this.texts = texts;
    }

    /** The texts that ship, one a line. */
    static Calibration shipped() {
        try (InputStream in = Calibration.class.getResourceAsStream("calibration.txt")) {
            if (in == null) {
                throw new IllegalStateException("calibration.txt is not on the class path");
            }
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Calibration(content.lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes with every text. */
    String fingerprint() {
        Sha256 hash = new Sha256();
        texts.forEach(hash::add);
        return hash.hex();
    }

    /**
     * The mean of the texts' unit vectors: from the file if it is whole, else computed and kept
     * there.
     */
    float[] mean(Function<String, float[]> encoder, Path cache, int dimension) {
        try {
            if (Files.exists(cache)) {
                byte[] bytes = Files.readAllBytes(cache);
                if (isWhole(bytes, dimension)) {
                    return floats(bytes, dimension);
                }
            }
            float[] mean = Vectors.mean(texts.stream().map(encoder).map(Vectors::unit).toList());
            write(cache, mean);
            return mean;
        } catch (IOException e) {
            throw new ModelException(
                    "cannot keep " + cache + ": make its folder writable or set MATCHMILL_HOME", e);
        }
    }

    private static void write(Path cache, float[] mean) throws IOException {
        byte[] bytes = new byte[HASH_LENGTH + Float.BYTES * mean.length];
        ByteBuffer.wrap(bytes).position(HASH_LENGTH).slice().asFloatBuffer().put(mean);
        byte[] body = Arrays.copyOfRange(bytes, HASH_LENGTH, bytes.length);
        System.arraycopy(hash(body), 0, bytes, 0, HASH_LENGTH);
        Path temporary = Files.createTempFile(cache.toAbsolutePath().getParent(), "mean", ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(
                    temporary,
                    cache,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean isWhole(byte[] bytes, int dimension) {
        return bytes.length == HASH_LENGTH + Float.BYTES * dimension
                && Arrays.equals(
                        Arrays.copyOf(bytes, HASH_LENGTH),
                        hash(Arrays.copyOfRange(bytes, HASH_LENGTH, bytes.length)));
    }

    private static float[] floats(byte[] bytes, int dimension) {
        float[] mean = new float[dimension];
        ByteBuffer.wrap(bytes).position(HASH_LENGTH).slice().asFloatBuffer().get(mean);
        return mean;
    }

    private static byte[] hash(byte[] body) {
        return HexFormat.of().parseHex(new Sha256().add(body).hex());
    }
}
