package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One statement of a resource in which each statement starts with a line "--- title".
 *
 * @param title what the line says after the dashes
 * @param sql the statement, without them
 */
record SqlSection(String title, String sql) {

    /**
     * The sections of a resource beside the tests, in their order; what precedes them is left out.
     */
    static List<SqlSection> of(String resource) {
        try (InputStream in =
                Objects.requireNonNull(SqlSection.class.getResourceAsStream(resource), resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<SqlSection> sections = new ArrayList<>();
            for (String part : text.substring(text.indexOf("\n--- ") + 1).split("(?m)^--- ", -1)) {
                if (!part.isEmpty()) {
                    int end = part.indexOf('\n');
                    sections.add(
                            new SqlSection(
                                    part.substring(0, end), part.substring(end + 1).strip()));
                }
            }
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
