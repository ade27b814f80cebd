package dev.matchmill.jobs.shortlist;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A score of [0, 1] and its parts in tenths of a point, 1000 being all, rounded so that the shown
 * parts sum exactly to the shown score (largest remainder).
 */
record ScorePoints(int total, List<Integer> parts) {

    private static final int TENTHS = 1000;

    ScorePoints {
        parts = List.copyOf(parts);
    }

    static ScorePoints of(double score, List<Double> contributions) {
        int total = (int) Math.round(score * TENTHS);
        double sum = contributions.stream().mapToDouble(Double::doubleValue).sum();
        if (sum == 0) {
            return new ScorePoints(0, contributions.stream().map(_ -> 0).toList());
        }
        double[] exact = contributions.stream().mapToDouble(part -> part / sum * total).toArray();
        int[] shown = IntStream.range(0, exact.length).map(i -> (int) exact[i]).toArray();
        int left = total - IntStream.of(shown).sum();
        IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> shown[i] - exact[i]))
                .limit(left)
                .forEach(i -> shown[i]++);
        return new ScorePoints(total, IntStream.of(shown).boxed().toList());
    }

    /** Tenths as a person reads them: 784 is 78.4. */
    static String shown(int tenths) {
        return String.format(Locale.ROOT, "%d.%d", tenths / 10, tenths % 10);
    }
}
