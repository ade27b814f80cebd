package dev.matchmill.readers.profile;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes names as people are called: no capitals throughout, no gaps between letters. */
final class NameCase {

    private static final Pattern PARTICLE =
            Pattern.compile(
                    "(?<= )(?:Van|Von|Der|Den|De|Da|Di|Del|Dos|Das|Do|Du|Ter|Ten|Zu|Bin|El|Y)(?="
                            + " )");
    private static final Pattern LETTER_AFTER_SIGN = Pattern.compile("(?<=[-'\u2019])\\p{L}");

    private static final Locale TURKISH = Locale.of("tr");

    private NameCase() {}

    /** Words in capitals get lower case: "JANE MCKAY-ROE", "Jane ROE". */
    static String of(String words) {
        boolean whole = words.equals(words.toUpperCase(Locale.ROOT));
        String name =
                Stream.of(words.split(" ", -1))
                        .map(word -> whole || isLoud(word) ? lowered(word) : word)
                        .collect(Collectors.joining(" "));
        return whole
                ? PARTICLE.matcher(name).replaceAll(m -> m.group().toLowerCase(Locale.ROOT))
                : name;
    }

    /** Small words get a capital each: "jane van der doe" is "Jane van der Doe". */
    static String capitalized(String words) {
        return PARTICLE.matcher(of(words.toUpperCase(Locale.ROOT)))
                .replaceAll(m -> m.group().toLowerCase(Locale.ROOT));
    }

    /** "J A N E D O E" is set with spaces between letters: two spaces part the words. */
    static String unspaced(String words) {
        return words.matches("(?:\\p{L} ){3,30}\\p{L}") ? words : words.replaceAll("\\s+", " ");
    }

    /** Where letters of Turkish stand, a capital I is a dotless one. */
    private static boolean isTurkish(String word) {
        return word.indexOf('\u0130') >= 0 || word.indexOf('\u011E') >= 0;
    }

    private static boolean isLoud(String word) {
        return word.length() > 3
                && word.indexOf('.') < 0
                && word.equals(word.toUpperCase(Locale.ROOT));
    }

    // A whole word at once: the last sigma of a Greek word differs from the others.
    private static String lowered(String word) {
        if (word.isEmpty()) {
            return word;
        }
        int first = word.offsetByCodePoints(0, 1);
        String tail = word.substring(first).toLowerCase(isTurkish(word) ? TURKISH : Locale.ROOT);
        String name = word.substring(0, first) + tail;
        String marked =
                LETTER_AFTER_SIGN.matcher(name).replaceAll(m -> m.group().toUpperCase(Locale.ROOT));
        return marked.matches("Mc\\p{L}{3,}")
                ? "Mc" + Character.toUpperCase(marked.charAt(2)) + marked.substring(3)
                : marked;
    }
}
