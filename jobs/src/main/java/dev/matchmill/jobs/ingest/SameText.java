package dev.matchmill.jobs.ingest;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether two texts of one candidate are the same resume in two formats: their sets of words
 * overlap (Jaccard) by at least {@value #SAME}, which leaves room for page numbers and broken words
 * but not for another position.
 */
final class SameText {

    private static final double SAME = 0.95;
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SameText() {}

    static boolean is(String one, String other) {
        Set<String> a = words(one);
        Set<String> b = words(other);
        Set<String> both = new HashSet<>(a);
        both.retainAll(b);
        int union = a.size() + b.size() - both.size();
        return union > 0 && both.size() >= SAME * union;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : NOT_A_WORD.split(text.toLowerCase(Locale.ROOT), 0)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
