package dev.matchmill.jobs.subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inventory's own form: a line that begins in the first column opens an entry, two spaces
 * begin one of its words ({@code rows}, {@code set}, {@code delete}), more spaces continue it.
 * {@code let NAME} names a condition that others use as {@code {NAME}}; a hash begins a comment.
 */
final class InventoryText {

    private static final String LET = "let ";

    private final Map<String, String> conditions = new LinkedHashMap<>();
    private final Map<String, Store> stores = new LinkedHashMap<>();
    private @Nullable String entry;
    private final List<String> words = new ArrayList<>();

    private InventoryText() {}

    /**
     * The entries in their order.
     *
     * @throws IllegalArgumentException if the text has not that form
     */
    static List<Store> read(String text) {
        InventoryText inventory = new InventoryText();
        text.lines().filter(line -> !line.startsWith("#")).forEach(inventory::take);
        inventory.close();
        return List.copyOf(inventory.stores.values());
    }

    private void take(String line) {
        if (line.isBlank()) {
            return;
        }
        if (!line.startsWith(" ")) {
            close();
            entry = line.strip();
        } else if (entry == null) {
            throw new IllegalArgumentException("belongs to no entry: " + line.strip());
        } else if (line.startsWith("    ") && !words.isEmpty()) {
            words.add(words.removeLast() + "\n" + line.strip());
        } else {
            words.add(line.strip());
        }
    }

    private void close() {
        if (entry == null) {
            return;
        }
        if (entry.startsWith(LET)) {
            conditions.put(entry.substring(LET.length()), filled(String.join("\n", words)));
        } else if (stores.put(entry, store(entry)) != null) {
            throw new IllegalArgumentException(entry + " stands twice in the inventory");
        }
        words.clear();
        entry = null;
    }

    private Store store(String name) {
        int dot = name.indexOf('.');
        String rows = "";
        boolean delete = false;
        Map<String, String> set = new LinkedHashMap<>();
        for (String word : words) {
            int end = word.indexOf(' ');
            String rest = filled(end < 0 ? "" : word.substring(end).strip());
            switch (end < 0 ? word : word.substring(0, end)) {
                case "rows" -> rows = rest;
                case "delete" -> delete = true;
                case "set" -> {
                    int equals = rest.indexOf('=');
                    if (equals < 0) {
                        throw new IllegalArgumentException(name + " sets nothing: " + rest);
                    }
                    set.put(rest.substring(0, equals).strip(), rest.substring(equals + 1).strip());
                }
                default -> throw new IllegalArgumentException(name + ": unknown word in " + word);
            }
        }
        if (dot < 1 || rows.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a schema and a condition");
        }
        return new Store(name.substring(0, dot), name.substring(dot + 1), rows, set, delete);
    }

    private String filled(String text) {
        String result = text;
        for (Map.Entry<String, String> condition : conditions.entrySet()) {
            result = result.replace("{" + condition.getKey() + "}", condition.getValue());
        }
        int open = result.indexOf('{');
        if (open >= 0 && result.substring(open).matches("(?s)\\{[a-z]+}.*")) {
            throw new IllegalArgumentException("no condition has the name in " + text);
        }
        return result;
    }
}
