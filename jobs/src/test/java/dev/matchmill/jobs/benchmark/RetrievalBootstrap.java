package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.quality.RankingQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * P@10 and nDCG@10 of several methods on the same postings and resumes, with 95 % intervals of the
 * difference to one of them: both postings and resumes are drawn again with replacement, within
 * their categories, and every method is ranked on the same draw.
 */
final class RetrievalBootstrap {

    private final List<String> resumes;
    private final List<String> postings;
    private final Map<String, double[][]> methods = new LinkedHashMap<>();

    /** Categories of both sides. */
    RetrievalBootstrap(List<String> resumes, List<String> postings) {
        this.resumes = List.copyOf(resumes);
        this.postings = List.copyOf(postings);
    }

    /**
     * Adds a method.
     *
     * @param scores by posting and resume
     */
    void add(String method, double[][] scores) {
        methods.put(method, scores);
    }

    /** A row a method; differences are to {@code base}. */
    ResultTable table(String name, String base, int draws) {
        Map<String, double[]> whole = quality(identity(postings.size()), identity(resumes.size()));
        Map<String, List<double[]>> differences = new LinkedHashMap<>();
        Random random = new Random(17);
        for (int draw = 0; draw < draws; draw++) {
            Map<String, double[]> drawn = quality(drawn(postings, random), drawn(resumes, random));
            double[] reference = Objects.requireNonNull(drawn.get(base), base);
            drawn.forEach((method, quality) ->
                    differences
                            .computeIfAbsent(method, _ -> new ArrayList<>())
                            .add(
                                    new double[] {
                                        quality[0] - reference[0], quality[1] - reference[1]
                                    }));
        }
        List<List<Object>> rows = new ArrayList<>();
        whole.forEach((method, quality) ->
                rows.add(
                        List.of(
                                method,
                                text(quality[0]),
                                method.equals(base) ? "" : interval(of(differences, method), 0),
                                text(quality[1]),
                                method.equals(base) ? "" : interval(of(differences, method), 1))));
        return new ResultTable(
                name, List.of("method", "P@10", "difference", "nDCG@10", "difference "), rows);
    }

    private static List<double[]> of(Map<String, List<double[]>> differences, String method) {
        return differences.getOrDefault(method, List.of());
    }

    private Map<String, double[]> quality(int[] queries, int[] documents) {
        List<String> categories = Arrays.stream(documents).mapToObj(resumes::get).toList();
        Map<String, double[]> quality = new LinkedHashMap<>();
        methods.forEach((method, scores) -> {
            RankingQuality ranking = new RankingQuality(categories);
            for (int query : queries) {
                double[] all = scores[query];
                ranking.add(
                        postings.get(query),
                        Arrays.stream(documents).mapToDouble(i -> all[i]).toArray());
            }
            quality.put(method, new double[] {ranking.precision(), ranking.discountedGain()});
        });
        return quality;
    }

    /** As many of each category as there are, with replacement. */
    private static int[] drawn(List<String> categories, Random random) {
        Map<String, List<Integer>> byCategory = new TreeMap<>();
        for (int i = 0; i < categories.size(); i++) {
            byCategory.computeIfAbsent(categories.get(i), _ -> new ArrayList<>()).add(i);
        }
        return byCategory.values().stream()
                .flatMapToInt(
                        members -> random.ints(members.size(), 0, members.size()).map(members::get))
                .toArray();
    }

    private static int[] identity(int size) {
        int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private static String interval(List<double[]> differences, int which) {
        double[] sorted = differences.stream().mapToDouble(d -> d[which]).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%+.3f … %+.3f",
                sorted[(int) (.025 * sorted.length)],
                sorted[(int) (.975 * sorted.length)]);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
