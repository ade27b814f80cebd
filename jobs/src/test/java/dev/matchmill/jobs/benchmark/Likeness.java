package dev.matchmill.jobs.benchmark;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How much two short texts have in common, without regard to case, marks, order and signs. */
final class Likeness {

    /** From here on two texts count as nearly the same. */
    static final double NEAR = 0.8;

    private Likeness() {}

    /** Letters and digits in lower case without marks, words parted by one blank. */
    static String plain(String words) {
        String lower = words.toLowerCase(Locale.ROOT).replace("\u00DF", "ss");
        return Normalizer.normalize(lower, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{N}+#]+", " ")
                .strip();
    }

    /**
     * Whether all words of one are among those of the other, or Dice's coefficient of the pairs of
     * letters that they have in common is at least {@link #NEAR}.
     */
    static boolean near(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        if (a.isEmpty() || b.isEmpty()) {
            return a.equals(b);
        }
        Set<String> words = new TreeSet<>(List.of(a.split(" ", -1)));
        Set<String> others = new TreeSet<>(List.of(b.split(" ", -1)));
        return words.containsAll(others) || others.containsAll(words) || dice(a, b) >= NEAR;
    }

    /** In [0, 1]. */
    static double dice(String one, String other) {
        List<String> pairs = pairs(one);
        List<String> others = pairs(other);
        double all = pairs.size() + (double) others.size();
        if (all == 0) {
            return one.equals(other) ? 1 : 0;
        }
        int both = 0;
        for (String pair : pairs) {
            both += others.remove(pair) ? 1 : 0;
        }
        return 2 * both / all;
    }

    private static List<String> pairs(String words) {
        List<String> pairs = new ArrayList<>();
        for (int at = 0; at + 2 <= words.length(); at++) {
            pairs.add(words.substring(at, at + 2));
        }
        return pairs;
    }
}
