package dev.matchmill.readers.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of a message or of one of its parts, by name without case. */
final class MailHeaders {

    private final Map<String, List<String>> values = new HashMap<>();

    void add(String name, String value) {
        values.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(value);
    }

    /** All values of a header as they stand, in their order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value, empty when there is none. */
    String first(String name) {
        List<String> found = all(name);
        return found.isEmpty() ? "" : found.getFirst();
    }

    /** The first value without encoded words. */
    String text(String name) {
        return HeaderText.decoded(first(name));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void addAll(MailHeaders others) {
        others.values.forEach((name, all) -> all.forEach(value -> add(name, value)));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A parameter of the first value, null when there is none. */
    @Nullable String parameter(String name, String parameter) {
        return HeaderText.parameter(first(name), parameter);
    }
}
