package dev.matchmill.embeddings.quality;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * One ranking judged by grades: 0 does not suit, 3 suits perfectly; who was not judged counts as 0.
 * Measures as in Manning, Raghavan, Schütze, "Introduction to Information Retrieval", chapter 8;
 * gains {@code 2^grade - 1} as in Burges et al. 2005.
 *
 * @param grades of what was ranked, best rank first
 * @param judged grades of all that was judged, ranked or not
 */
public record GradedRanking(List<Integer> grades, Collection<Integer> judged) {

    /** The best grade. */
    public static final int BEST = 3;

    public GradedRanking {
        grades = List.copyOf(grades);
        judged = List.copyOf(judged);
    }

    /** Whether anybody judged suits at all; without one, nothing can be measured. */
    public boolean isMeasurable() {
        return judged.stream().anyMatch(grade -> grade > 0);
    }

    /** Normalized discounted cumulative gain of the first {@code depth}, in [0, 1]. */
    public double discountedGain(int depth) {
        List<Integer> ideal = judged.stream().sorted(Collections.reverseOrder()).toList();
        double best = gain(ideal, depth);
        return best == 0 ? 0 : gain(grades, depth) / best;
    }

    /** Mean of the precision at each relevant one's rank, in [0, 1]; not found counts as 0. */
    public double averagePrecision() {
        int found = 0;
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            if (grades.get(i) > 0) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return sum / Math.max(1, relevant());
    }

    /** Share of the relevant ones among the first {@code depth}, in [0, 1]. */
    public double recall(int depth) {
        long found = grades.stream().limit(depth).filter(grade -> grade > 0).count();
        return (double) found / Math.max(1, relevant());
    }

    private long relevant() {
        return judged.stream().filter(grade -> grade > 0).count();
    }

    private static double gain(List<Integer> grades, int depth) {
        double gain = 0;
        for (int i = 0; i < Math.min(depth, grades.size()); i++) {
            gain += (Math.pow(2, grades.get(i)) - 1) * Math.log(2) / Math.log(i + 2);
        }
        return gain;
    }
}
