package dev.matchmill.jobs.evaluate;

import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.jobs.report.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Means over the judged postings of one organization, of the published matches and of BM25, with 95
 * % confidence intervals of nDCG@10 by the percentile bootstrap (Efron 1979).
 */
public final class GradedScores {

    private static final int DEPTH = 10;
    private static final int RECALL_DEPTH = 50;
    private static final int RESAMPLES = 2_000;

    private final String organization;
    private final List<GradedRanking> ours = new ArrayList<>();
    private final List<GradedRanking> plain = new ArrayList<>();

    GradedScores(String organization) {
        this.organization = organization;
    }

    void add(GradedRanking published, GradedRanking bm25) {
        ours.add(published);
        plain.add(bm25);
    }

    /** Mean nDCG@10 of the published matches, in [0, 1]. */
    public double gain() {
        return mean(ours, r -> r.discountedGain(DEPTH));
    }

    /** Lower and upper end of the interval of the mean. */
    static double[] interval(double[] values) {
        Random random = new Random(values.length);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int n = 0; n < values.length; n++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        Arrays.sort(means);
        return new double[] {means[RESAMPLES / 40], means[RESAMPLES - RESAMPLES / 40 - 1]};
    }

    /** By name, for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("organization", organization);
        map.put("postings", ours.size());
        map.put("bm25", figures(plain));
        map.put("matchmill", figures(ours));
        return map;
    }

    private static Map<String, Object> figures(List<GradedRanking> rankings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ndcg_at_10", mean(rankings, r -> r.discountedGain(DEPTH)));
        map.put("ndcg_at_10_interval", interval(gains(rankings)));
        map.put("map", mean(rankings, GradedRanking::averagePrecision));
        map.put("recall_at_50", mean(rankings, r -> r.recall(RECALL_DEPTH)));
        return map;
    }

    /** For people: one table, two lines an organization. */
    public static String toText(List<GradedScores> scores) {
        if (scores.isEmpty()) {
            return "no judged posting is open, or nobody suits any of them\n";
        }
        TextTable table =
                new TextTable(
                        "organization",
                        "postings",
                        "ranking",
                        "nDCG@10",
                        "95 %",
                        "MAP",
                        "recall@50");
        for (GradedScores one : scores) {
            row(table, one.organization, "BM25 on full text", one.plain);
            row(table, "", "Matchmill", one.ours);
        }
        return table.render();
    }

    private static void row(
            TextTable table, String organization, String name, List<GradedRanking> rankings) {
        double[] interval = interval(gains(rankings));
        table.row(
                organization,
                organization.isEmpty() ? "" : rankings.size(),
                name,
                figure(mean(rankings, r -> r.discountedGain(DEPTH))),
                figure(interval[0]) + "–" + figure(interval[1]),
                figure(mean(rankings, GradedRanking::averagePrecision)),
                figure(mean(rankings, r -> r.recall(RECALL_DEPTH))));
    }

    private static double[] gains(List<GradedRanking> rankings) {
        return rankings.stream().mapToDouble(r -> r.discountedGain(DEPTH)).toArray();
    }

    private static double mean(
            List<GradedRanking> rankings, ToDoubleFunction<GradedRanking> value) {
        return rankings.stream().mapToDouble(value).average().orElse(0);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
