package dev.matchmill.jobs.duplicate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Given names that one person may be called by, from {@code nicknames.txt}. Immutable. */
final class Nicknames {

    private static final Map<String, String> FORMAL = read();

    private Nicknames() {}

    /** The first name of its line, or the name itself; in the form of {@link Letters#plain}. */
    static String formal(String name) {
        return FORMAL.getOrDefault(name, name);
    }

    private static Map<String, String> read() {
        try (InputStream in =
                Objects.requireNonNull(Nicknames.class.getResourceAsStream("nicknames.txt"))) {
            Map<String, String> formal = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.strip().split("\\s+", -1))
                    .forEach(names -> {
                        for (String name : names) {
                            formal.putIfAbsent(name, names[0]);
                        }
                    });
            return Map.copyOf(formal);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
