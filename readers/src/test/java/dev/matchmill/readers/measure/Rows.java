package dev.matchmill.readers.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of this package. */
final class Rows {

    private Rows() {}

    /** Rows of cells, each with its items. */
    static List<List<List<String>>> of(String resource, String separators) {
        try (InputStream in = Rows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> cells(line, separators))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> cells(String line, String separators) {
        return List.of(line.split("\t", -1)).stream()
                .map(cell -> List.of(cell.split(separators, -1)))
                .toList();
    }
}
