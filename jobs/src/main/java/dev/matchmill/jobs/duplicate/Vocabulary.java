package dev.matchmill.jobs.duplicate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a text, as hashes: whether two texts are nearly equal, and keys that nearly equal
 * texts share.
 */
record Vocabulary(Set<Long> words) {

    static final Vocabulary EMPTY = new Vocabulary(Set.of());

    // Less says nothing of a person: a heading and a list of skills are soon alike.
    private static final int FEWEST_WORDS = 40;

    // Eight minima a band, six bands: texts of Jaccard 0.9 share one with a probability of 0.96,
    // those of 0.4 with 0.004.
    private static final int BANDS = 6;
    private static final int ROWS = 8;
    private static final long[] SEEDS = seeds();

    Vocabulary {
        words = Collections.unmodifiableSet(new HashSet<>(words));
    }

    static Vocabulary of(String text) {
        Set<Long> words = new HashSet<>();
        for (String word : Letters.words(text)) {
            words.add(mixed(word.hashCode() * 0x9E3779B97F4A7C15L + word.length()));
        }
        return words.size() < FEWEST_WORDS ? EMPTY : new Vocabulary(words);
    }

    /** Jaccard's coefficient, 0 to 1; 0 where one says too little. */
    double similarity(Vocabulary other) {
        if (words.isEmpty() || other.words.isEmpty()) {
            return 0;
        }
        long both = words.stream().filter(other.words::contains).count();
        return (double) both / (words.size() + other.words.size() - both);
    }

    /** One hash for each band; none for a text that says too little. */
    List<Long> bands() {
        List<Long> bands = new ArrayList<>();
        for (int band = 0; band < BANDS && !words.isEmpty(); band++) {
            long hash = band + 1L;
            for (int row = 0; row < ROWS; row++) {
                hash = mixed(hash * 31 + minimum(SEEDS[band * ROWS + row]));
            }
            bands.add(hash);
        }
        return bands;
    }

    private long minimum(long seed) {
        long least = Long.MAX_VALUE;
        for (long word : words) {
            least = Math.min(least, mixed(word ^ seed));
        }
        return least;
    }

    private static long[] seeds() {
        long[] seeds = new long[BANDS * ROWS];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = mixed(i + 0x5DEECE66DL);
        }
        return seeds;
    }

    // The finalizer of SplitMix64: every bit of the input reaches every bit of the output.
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
