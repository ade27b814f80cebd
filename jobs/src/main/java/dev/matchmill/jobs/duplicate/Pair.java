package dev.matchmill.jobs.duplicate;

import java.util.Comparator;

/**
 * Two candidates.
 *
 * @param first the lower id
 */
record Pair(long first, long second) implements Comparable<Pair> {

    private static final Comparator<Pair> ORDER =
            Comparator.comparingLong(Pair::first).thenComparingLong(Pair::second);

    Pair {
        if (first >= second) {
            throw new IllegalArgumentException("the lower id comes first: " + first);
        }
    }

    static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }

    @Override
    public int compareTo(Pair other) {
        return ORDER.compare(this, other);
    }
}
