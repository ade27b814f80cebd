package dev.matchmill.migrations.pattern;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An SQL resource in parts, each under a line {@code --- heading}. */
public final class SqlSections {

    private SqlSections() {}

    /**
     * Statement by heading, in the order of the file, without the closing semicolon.
     *
     * @throws NullPointerException if {@code owner}'s package has no such resource
     */
    public static Map<String, String> of(Class<?> owner, String resource) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> sections = new LinkedHashMap<>();
            for (String part : text.substring(text.indexOf("\n--- ") + 1).split("(?m)^--- ", -1)) {
                if (!part.isEmpty()) {
                    int end = part.indexOf('\n');
                    String statement = part.substring(end + 1).strip().replaceFirst(";$", "");
                    sections.put(part.substring(0, end), statement);
                }
            }
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
