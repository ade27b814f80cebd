package dev.matchmill.embeddings.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The mean vectors of neutral texts of many occupations. Small models put every text into a narrow
 * cone; subtracting its axis spreads them out, and that is the largest single gain of the composite
 * (see README). Postings and passages of candidates have axes of their own.
 *
 * <p>They ship, so that no start has to compute them and every machine has the same; the texts and
 * the program that writes the file are among the tests.
 */
final class Calibration {

    /**
     * One mean a line: side, weights, fingerprint of the weights, components. One more line has the
     * fingerprint of the texts, which only a test reads.
     */
    static final String RESOURCE = "calibration-means.txt";

    private static final String COLUMN = " ";

    private final float[] query;
    private final float[] passage;

    private Calibration(float[] query, float[] passage) {
        this.query = query;
        this.passage = passage;
    }

    /**
     * The means that ship for these weights.
     *
     * @throws IllegalStateException if they were computed with other weights
     */
    static Calibration shipped(ShippedWeights weights) {
        try (InputStream in = Calibration.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Calibration parse(String content, ShippedWeights weights) {
        return new Calibration(
                mean(content, Side.QUERY, weights), mean(content, Side.PASSAGE, weights));
    }

    /** The mean as a line of the file. */
    static String line(Side side, ShippedWeights weights, float[] mean) {
        return key(side, weights) + Base64.getEncoder().encodeToString(bytes(mean));
    }

    /** Changes with every component. */
    String fingerprint() {
        return new Sha256().add(bytes(query)).add(bytes(passage)).hex();
    }

    /** A copy, of the dimension of the weights. */
    float[] queryMean() {
        return query.clone();
    }

    /** A copy, of the dimension of the weights. */
    float[] passageMean() {
        return passage.clone();
    }

    private static float[] mean(String content, Side side, ShippedWeights weights) {
        String key = key(side, weights);
        String line =
                content.lines()
                        .filter(candidate -> candidate.startsWith(key))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        RESOURCE
                                                + " has no "
                                                + side
                                                + " mean of the weights "
                                                + weights
                                                + " that ship: write it again"
                                                + " (embeddings/README.md)"));
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(line.substring(key.length())));
        float[] mean = new float[ShippedWeights.DIMENSION];
        bytes.asFloatBuffer().get(mean);
        return mean;
    }

    private static String key(Side side, ShippedWeights weights) {
        return String.join(COLUMN, side.name(), weights.name(), weights.fingerprint(), "");
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    /** Which texts a mean belongs to. */
    enum Side {
        /** Search texts: postings. */
        QUERY,
        /** Texts to be found: passages of candidates. */
        PASSAGE
    }
}
