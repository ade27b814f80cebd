package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The queries of a test's resource, each below a line {@code --- name}. */
final class NamedQueries {

    private final Map<String, String> queries = new LinkedHashMap<>();

    private NamedQueries() {}

    static NamedQueries of(String resource) {
        try (InputStream in =
                Objects.requireNonNull(
                        NamedQueries.class.getResourceAsStream(resource), resource)) {
            NamedQueries named = new NamedQueries();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = ("\n" + text).split("\n--- ", -1);
            for (int i = 1; i < parts.length; i++) {
                int end = parts[i].indexOf('\n');
                named.queries.put(parts[i].substring(0, end), parts[i].substring(end + 1));
            }
            return named;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names() {
        return queries.keySet();
    }

    String get(String name) {
        return Objects.requireNonNull(queries.get(name), name);
    }
}
