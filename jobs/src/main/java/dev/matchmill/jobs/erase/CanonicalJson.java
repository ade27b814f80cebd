package dev.matchmill.jobs.erase;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a value as JSON, as RFC 8785 has it for texts, whole numbers, truth values,
 * lists and objects: names in order, no white space, no escape that is not needed. What else there
 * is in JSON has more than one form and is refused.
 */
public final class CanonicalJson {

    private static final String SHORT = "\b\t\n\f\r\"\\";
    private static final String LETTERS = "btnfr\"\\";

    private CanonicalJson() {}

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException for anything but String, Integer, Long, Boolean, null, List
     *     and Map with String keys of these
     */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> appendText(out, text);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean truth -> out.append(truth.booleanValue());
            case List<?> list -> appendList(out, list);
            case Map<?, ?> map -> appendMap(out, map);
            default ->
                    throw new IllegalArgumentException(
                            "no canonical form for " + value.getClass().getSimpleName());
        }
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            append(out, items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        Map<String, @Nullable Object> ordered = new TreeMap<>();
        map.forEach((name, value) -> ordered.put((String) name, value));
        String separator = "{";
        for (Map.Entry<String, @Nullable Object> field : ordered.entrySet()) {
            out.append(separator);
            appendText(out, field.getKey());
            out.append(':');
            append(out, field.getValue());
            separator = ",";
        }
        out.append(ordered.isEmpty() ? "{}" : "}");
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int known = SHORT.indexOf(letter);
            if (known >= 0) {
                out.append('\\').append(LETTERS.charAt(known));
            } else if (letter < ' ') {
                out.append("\\u%04x".formatted((int) letter));
            } else {
                out.append(letter);
            }
        }
        out.append('"');
    }
}
