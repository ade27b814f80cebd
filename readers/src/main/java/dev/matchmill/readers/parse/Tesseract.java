package dev.matchmill.readers.parse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Runs the installed program on one picture after the other, all of them together within the limit
 * of a document. Files go to the temporary folder and are removed.
 */
final class Tesseract {

    private static final int MAX_BYTES_PER_PAGE = 1 << 20;

    private final OcrSettings settings;
    private final long deadline;

    Tesseract(OcrSettings settings) {
        this.settings = settings;
        this.deadline = System.nanoTime() + settings.timeout().toNanos();
    }

    /** Whether there is time for another page. */
    boolean hasTime() {
        return remaining().isPositive();
    }

    private Duration remaining() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /**
     * The text of one picture.
     *
     * @throws IOException when the program fails or takes too long
     */
    String read(BufferedImage page) throws IOException {
        Path picture = Files.createTempFile("page", ".png");
        Path text = Files.createTempFile("page", ".txt");
        try {
            ImageIO.write(page, "png", picture.toFile());
            run(picture, text);
            try (InputStream in = Files.newInputStream(text)) {
                return new String(in.readNBytes(MAX_BYTES_PER_PAGE), StandardCharsets.UTF_8);
            }
        } finally {
            Files.deleteIfExists(picture);
            Files.deleteIfExists(text);
        }
    }

    private void run(Path picture, Path text) throws IOException {
        String program = settings.program().toString();
        List<String> command =
                List.of(program, picture.toString(), "stdout", "-l", settings.languages());
        ProcessBuilder builder = new ProcessBuilder(command);
        // Its own threads would take the cores of the other children.
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        Process process =
                builder.redirectOutput(text.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("text recognition takes too long");
            }
            if (process.exitValue() != 0) {
                throw new IOException("text recognition ended with " + process.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("text recognition was interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }
}
