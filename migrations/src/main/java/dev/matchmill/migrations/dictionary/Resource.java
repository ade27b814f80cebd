package dev.matchmill.migrations.dictionary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text that ships beside these classes. */
final class Resource {

    private Resource() {}

    static String text(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** What stands between a line "--- title" and the next such line. */
    static String section(String name, String title) {
        String text = text(name);
        String heading = "--- " + title + "\n";
        int start = text.indexOf(heading);
        if (start < 0) {
            throw new IllegalStateException(name + " has no section " + title);
        }
        int end = text.indexOf("\n--- ", start + heading.length());
        return text.substring(start + heading.length(), end < 0 ? text.length() : end);
    }
}
