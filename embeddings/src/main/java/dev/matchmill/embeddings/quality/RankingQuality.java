package dev.matchmill.embeddings.quality;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * P@10 and nDCG@10 of rankings in which a document is relevant when its category is the query's,
 * averaged over the queries of a category and then over the categories.
 */
public final class RankingQuality {

    private static final int DEPTH = 10;

    private final List<String> documentCategories;
    private final Map<String, Sums> byCategory = new TreeMap<>();

    public RankingQuality(List<String> documentCategories) {
        this.documentCategories = List.copyOf(documentCategories);
    }

    /** Adds the ranking of one query; equal scores rank in the order of the documents. */
    public void add(String category, double[] scores) {
        List<Integer> best =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                        .limit(DEPTH)
                        .toList();
        int relevantCount =
                Math.toIntExact(documentCategories.stream().filter(category::equals).count());
        int found = 0;
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < best.size(); rank++) {
            double discount = Math.log(2) / Math.log(rank + 2);
            if (documentCategories.get(best.get(rank)).equals(category)) {
                found++;
                gain += discount;
            }
            if (rank < relevantCount) {
                ideal += discount;
            }
        }
        Sums sums = byCategory.computeIfAbsent(category, _ -> new Sums());
        sums.queryCount++;
        sums.precision += (double) found / DEPTH;
        sums.gain += ideal == 0 ? 0 : gain / ideal;
    }

    /** Mean over categories of the share of relevant documents among the first ten. */
    public double precision() {
        return byCategory.values().stream()
                .mapToDouble(sums -> sums.precision / sums.queryCount)
                .average()
                .orElse(0);
    }

    /** Mean over categories of nDCG@10. */
    public double discountedGain() {
        return byCategory.values().stream()
                .mapToDouble(sums -> sums.gain / sums.queryCount)
                .average()
                .orElse(0);
    }

    private static final class Sums {
        private int queryCount;
        private double precision;
        private double gain;
    }
}
