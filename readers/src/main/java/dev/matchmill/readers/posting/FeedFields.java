package dev.matchmill.readers.posting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of one record by name; names count without case, blanks, hyphens and underscores. */
public final class FeedFields {

    private final Map<String, List<String>> values = new HashMap<>();

    FeedFields() {}

    /** The name as it is compared: {@code "Job Title"}, {@code job_title}, {@code jobTitle}. */
    static String normalized(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** Adds a value; empty ones count as absent. */
    void add(String name, String value) {
        String text = value.strip();
        if (!text.isEmpty()) {
            values.computeIfAbsent(normalized(name), _ -> new ArrayList<>()).add(text);
        }
    }

    /** The first value under the first of the names that has one. */
    public Optional<String> first(List<String> names) {
        return all(names).stream().findFirst();
    }

    /** All values under the first of the names that has any; more than one in JSON arrays only. */
    public List<String> all(List<String> names) {
        for (String name : names) {
            List<String> found = values.get(normalized(name));
            if (found != null) {
                return List.copyOf(found);
            }
        }
        return List.of();
    }
}
