package dev.matchmill.config.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that settings records read, and the nearest of them to a key that none reads. Binding
 * alone refuses unknown keys below a record's prefix only; a misspelt prefix would pass silently.
 */
public final class UnknownKeys {

    private final Set<String> known = new TreeSet<>();

    /** The records must carry {@link ConfigurationProperties} with a prefix. */
    public UnknownKeys(Collection<Class<? extends Record>> settings) {
        for (Class<? extends Record> type : settings) {
            ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
            if (properties == null) {
                throw new IllegalArgumentException(type + " has no prefix");
            }
            add(properties.prefix(), type);
        }
    }

    private void add(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                add(key, component.getType());
            } else {
                known.add(key);
            }
        }
    }

    /** Every key that can be set, sorted. */
    public Set<String> known() {
        return Set.copyOf(known);
    }

    /** Whether some record reads the key; list elements and map entries count as their parent. */
    public boolean isKnown(String key) {
        String plain = kebab(key.replaceAll("\\[\\d+\\]", ""));
        return known.stream().anyMatch(k -> plain.equals(k) || plain.startsWith(k + "."));
    }

    /** The known key with the fewest edits to the given one. */
    public String nearest(String key) {
        return nearest(key, known);
    }

    /** The word with the fewest edits (Levenshtein) to the given one; the first of equals. */
    public static String nearest(String word, Collection<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .orElseThrow();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Edits (Levenshtein) that make one word the other. */
    public static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitute, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
