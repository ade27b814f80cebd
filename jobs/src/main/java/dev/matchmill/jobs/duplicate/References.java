package dev.matchmill.jobs.duplicate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads {@code references.txt}: every column that refers to a candidate, in the order of a merge.
 */
final class References {

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private References() {}

    static List<Reference> declared() {
        try (InputStream in =
                Objects.requireNonNull(References.class.getResourceAsStream("references.txt"))) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException if it has not that form
     */
    static List<Reference> read(String text) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                words = new ArrayList<>();
                if (entries.put(line.strip(), words) != null) {
                    throw new IllegalArgumentException(line + " stands twice");
                }
            } else if (line.startsWith("    ") && !words.isEmpty()) {
                words.add(words.removeLast() + "\n" + line.strip());
            } else {
                words.add(line.strip());
            }
        }
        return entries.entrySet().stream()
                .map(entry -> reference(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Reference reference(String name, List<String> words) {
        Reference.Treatment treatment = null;
        List<String> key = List.of();
        List<String> columns = List.of();
        String unless = "false";
        Map<String, String> set = new LinkedHashMap<>();
        for (String word : words) {
            int end = (word + " ").indexOf(' ');
            String rest = word.substring(end).strip();
            switch (word.substring(0, end)) {
                case "moves" -> {
                    treatment = Reference.Treatment.MOVES;
                    key = list(rest);
                }
                case "copies" -> {
                    treatment = Reference.Treatment.COPIES;
                    key = list(rest);
                }
                case "stays" -> treatment = Reference.Treatment.STAYS;
                case "profile" -> treatment = Reference.Treatment.PROFILE;
                case "unless" -> unless = rest;
                case "columns" -> columns = list(rest);
                case "set" -> {
                    int equals = rest.indexOf('=');
                    set.put(rest.substring(0, equals).strip(), rest.substring(equals + 1).strip());
                }
                default -> throw new IllegalArgumentException(name + ": unknown word in " + word);
            }
        }
        int dot = name.lastIndexOf('.');
        if (treatment == null || dot < 1) {
            throw new IllegalArgumentException(name + " says nothing of what becomes of its rows");
        }
        return new Reference(
                name.substring(0, dot),
                name.substring(dot + 1),
                treatment,
                key,
                unless,
                set,
                columns);
    }

    private static List<String> list(String names) {
        return List.of(COMMA.split(names, -1));
    }
}
