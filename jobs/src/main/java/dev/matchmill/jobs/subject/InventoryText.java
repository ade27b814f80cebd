package dev.matchmill.jobs.subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inventory's own form: a line that begins in the first column opens an entry, two spaces
 * begin one of its words, more spaces continue it, a hash begins a comment. {@code let NAME} names
 * SQL that others include as {@code {NAME}}; {@code key NAME} is a query of ids; all other entries
 * are stores, with the words {@code rows}, {@code set} and {@code delete}.
 */
final class InventoryText {

    private static final Pattern UNKNOWN = Pattern.compile("\\{[a-z]+}");

    private final Map<String, String> queries = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, Store> stores = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private @Nullable String entry;

    private InventoryText() {}

    /**
     * The entries in their order.
     *
     * @throws IllegalArgumentException if the text has not that form
     */
    static Inventory read(String text) {
        InventoryText reader = new InventoryText();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(reader::take);
        reader.close();
        return new Inventory(
                List.copyOf(reader.stores.values()), List.copyOf(reader.keyList()), reader.queries);
    }

    private List<Inventory.Key> keyList() {
        return keys.entrySet().stream()
                .map(key -> new Inventory.Key(key.getKey(), key.getValue()))
                .toList();
    }

    private void take(String line) {
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
        String sql = filled(String.join("\n", words));
        Object before;
        if (entry.startsWith("let ")) {
            before = queries.put(entry.substring(4), sql);
        } else if (entry.startsWith("key ")) {
            before = keys.put(entry.substring(4), sql);
        } else {
            before = stores.put(entry, store(entry));
        }
        if (before != null) {
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
            int end = (word + " ").indexOf(' ');
            String rest = filled(word.substring(end).strip());
            switch (word.substring(0, end)) {
                case "rows" -> rows = rest;
                case "delete" -> delete = true;
                case "set" -> {
                    int equals = rest.indexOf('=');
                    if (equals < 1) {
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
        for (Map.Entry<String, String> query : queries.entrySet()) {
            result = result.replace("{" + query.getKey() + "}", query.getValue());
        }
        if (UNKNOWN.matcher(result).find()) {
            throw new IllegalArgumentException("names SQL that stands nowhere above: " + text);
        }
        return result;
    }
}
