package dev.matchmill.migrations.pattern;

import java.util.Collection;
import java.util.List;

/** The smallest value that so many percent of all values do not exceed. */
public final class Percentile {

    private Percentile() {}

    /**
     * Nearest-rank percentile.
     *
     * @param percent over 0, at most 100
     * @throws IllegalArgumentException if there are no values
     */
    public static double of(double percent, Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }
}
