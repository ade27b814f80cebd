package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of headings: the table {@code headings.tsv}, and how they are compared. */
final class HeadingWords {

    private static final int LONGEST = 200;
    private static final Map<String, Kind> HEADINGS = headings();
    // Words that stand as often in a list or a sentence.
    private static final Set<String> LOUD = loudHeadings();
    private static final Pattern EDGE =
            Pattern.compile("^[\\W_&&[^\u00C0-\u024F]]{1,20}|[\\W_&&[^\u00C0-\u024F]]{1,20}$");
    private static final Pattern NUMBER = Pattern.compile("^(?:\\d{1,2}|[IVX]{1,4})[.)]\\s+");
    private static final Pattern SPACED = Pattern.compile("(?:\\S ){3,40}\\S");

    private HeadingWords() {}

    /** What a line announces when its words are those of a heading. */
    static @Nullable Kind kind(String words) {
        return HEADINGS.get(normalize(words));
    }

    /** Whether the words need capitals, a colon or a blank line above to be a heading. */
    static boolean isLoudOnly(String words) {
        return LOUD.contains(normalize(words));
    }

    /** Without icons, bullets and colons around. */
    static String trimmed(String words) {
        return EDGE.matcher(words).replaceAll("");
    }

    /** Lower case, without what stands around, "1. " before and gaps between letters. */
    static String normalize(String words) {
        String plain = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        plain = NUMBER.matcher(plain).replaceFirst("");
        if (SPACED.matcher(plain).matches()) {
            plain = plain.replaceAll("(\\S) (?=\\S)", "$1");
        }
        return trimmed(plain).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static Set<String> loudHeadings() {
        return Words.table("headings.tsv").stream()
                .flatMap(row -> Stream.of(row[1].split("\\|", -1)))
                .filter(heading -> heading.startsWith("!"))
                .map(heading -> heading.substring(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Kind> headings() {
        Map<String, Kind> headings = new HashMap<>();
        for (String[] row : Words.table("headings.tsv")) {
            for (String heading : row[1].split("\\|", -1)) {
                String words = heading.startsWith("!") ? heading.substring(1) : heading;
                headings.putIfAbsent(words, Kind.valueOf(row[0]));
            }
        }
        return Map.copyOf(headings);
    }
}
