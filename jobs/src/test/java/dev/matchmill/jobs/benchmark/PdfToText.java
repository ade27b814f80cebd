package dev.matchmill.jobs.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program of poppler-utils. */
final class PdfToText {

    private PdfToText() {}

    static boolean isInstalled() throws InterruptedException {
        try {
            Process version =
                    new ProcessBuilder("pdftotext", "-v")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return version.waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** How many bytes of text the file has. */
    static int characters(Path file) throws IOException, InterruptedException {
        return bytes(file).length;
    }

    /** The text of a file; empty when it can't be read. */
    static String text(Path file) throws IOException, InterruptedException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("pdftotext", "-enc", "UTF-8", file.toString(), "-")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (InputStream text = process.getInputStream()) {
            byte[] bytes = text.readAllBytes();
            return process.waitFor() == 0 ? bytes : new byte[0];
        }
    }
}
