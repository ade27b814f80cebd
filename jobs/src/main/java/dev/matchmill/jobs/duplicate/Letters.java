package dev.matchmill.jobs.duplicate;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words as they are compared: lower case, without marks, in the letters that people type instead.
 */
final class Letters {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    // What a decomposition leaves alone. Umlauts lose their dots: so do most keyboards.
    private static final Map<String, String> PLAIN =
            Map.of(
                    "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ",
                    "oe", "ı", "i");

    private Letters() {}

    static String plain(String text) {
        String lower =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : PLAIN.entrySet()) {
            lower = lower.replace(letter.getKey(), letter.getValue());
        }
        return lower;
    }

    /** Its words in their order; apostrophes join, everything else that is no letter parts. */
    static List<String> words(String text) {
        String joined = plain(text).replaceAll("(?<=\\p{L})['’ʼ`](?=\\p{L})", "");
        return Stream.of(NOT_A_WORD.split(joined, -1)).filter(word -> !word.isEmpty()).toList();
    }

    /** How many letters must be changed, added, left out or swapped with the next; at most 3. */
    static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 2) {
            return 3;
        }
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                costs[i][j] = cost(costs, one, i, other, j);
            }
        }
        return Math.min(3, costs[one.length()][other.length()]);
    }

    private static int cost(int[][] costs, String one, int i, String other, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
        int least =
                Math.min(
                        costs[i - 1][j - 1] + (isSame ? 0 : 1),
                        Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        boolean isSwap =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return isSwap ? Math.min(least, costs[i - 2][j - 2] + 1) : least;
    }
}
