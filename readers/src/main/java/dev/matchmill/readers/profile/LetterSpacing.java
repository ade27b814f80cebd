package dev.matchmill.readers.profile;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that are set with a blank between all letters: "J A N E D O E". */
final class LetterSpacing {

    private static final Pattern SPACED =
            Pattern.compile("\\p{L}(?:[ \u00A0\\t]{1,6}[\\p{L}.'\u2019-]){5,34}");
    private static final Pattern HALF =
            Pattern.compile(
                    "\\p{L}(?: \\p{L}){1,20}(?:\\t+| {2,6})\\p{L}{2,20}|\\p{L}{2,20}(?:\\t+|"
                            + " {2,6})\\p{L}(?: \\p{L}){1,20}");
    private static final Pattern GAP = Pattern.compile("[ \u00A0]{2,}|\\t+");

    private LetterSpacing() {}

    /** The words without the blanks between their letters, null when the line isn't set so. */
    static @Nullable String joined(String line, NameEvidence evidence) {
        String plain = line.strip();
        String[] words = GAP.split(plain, 6);
        // One word of the two may have been closed up already.
        boolean closed = words.length == 2 && HALF.matcher(plain).matches();
        if (!closed && !SPACED.matcher(plain).matches()) {
            return null;
        }
        if (words.length > 1) {
            StringBuilder joined = new StringBuilder();
            for (String word : words) {
                joined.append(joined.isEmpty() ? "" : " ").append(word.replaceAll("\\s", ""));
            }
            return joined.toString();
        }
        return parted(plain.replaceAll("\\s", ""), evidence);
    }

    /** One blank everywhere: an address or a known given name tells where the words part. */
    static @Nullable String parted(String letters, NameEvidence evidence) {
        String best = null;
        String proved = null;
        for (int at = 2; at <= letters.length() - 2; at++) {
            String words = letters.substring(0, at) + " " + letters.substring(at);
            if (evidence.isParted(words)) {
                return words;
            }
            if (NameShape.GIVEN.contains(letters.substring(0, at).toLowerCase(Locale.ROOT))) {
                best = words;
            } else if (evidence.isFullyNamedBy(words)) {
                proved = words;
            }
        }
        return best == null ? proved : best;
    }
}
