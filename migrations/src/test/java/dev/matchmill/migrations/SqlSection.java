package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One statement of a resource in which each statement starts with a line "--- title".
 *
 * @param title what the line says after the dashes
 * @param sql the statement, without them and without a closing semicolon
 */
public record SqlSection(String title, String sql) {

    /**
     * The sections of a resource beside a class, in their order; what precedes them is left out.
     *
     * @throws NullPointerException if the class's package has no such resource
     */
    public static List<SqlSection> of(Class<?> owner, String resource) {
        try (InputStream in =
                Objects.requireNonNull(owner.getResourceAsStream(resource), resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(("\n" + text).split("\n--- ", -1))
                    .skip(1)
                    .map(SqlSection::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements of a resource by title, in their order. */
    public static Map<String, String> byTitle(Class<?> owner, String resource) {
        Map<String, String> statements = new LinkedHashMap<>();
        of(owner, resource).forEach(section -> statements.put(section.title(), section.sql()));
        return statements;
    }

    private static SqlSection of(String part) {
        int end = part.indexOf('\n');
        return new SqlSection(
                part.substring(0, end), part.substring(end + 1).strip().replaceFirst(";$", ""));
    }
}
