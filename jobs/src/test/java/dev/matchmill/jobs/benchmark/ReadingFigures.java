package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.benchmark.ReadingContender.Read;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Documents a second, and how many times those of the others ours are: round by round. */
final class ReadingFigures {

    private final int documents;
    private final Map<Integer, List<Map<ReadingContender, Read>>> rounds = new TreeMap<>();

    ReadingFigures(int documents) {
        this.documents = documents;
    }

    void add(int threads, Map<ReadingContender, Read> round) {
        rounds.computeIfAbsent(threads, _ -> new ArrayList<>()).add(Map.copyOf(round));
    }

    ResultTable speeds() {
        List<List<Object>> rows = new ArrayList<>();
        rounds.forEach((threads, all) -> {
            for (ReadingContender contender : ReadingContender.values()) {
                if (all.getFirst().containsKey(contender)) {
                    double[] speeds =
                            all.stream()
                                    .mapToDouble(round -> documents / seconds(round, contender))
                                    .sorted()
                                    .toArray();
                    int texts = Objects.requireNonNull(all.getLast().get(contender)).texts();
                    rows.add(row(threads, contender.toString(), speeds, texts));
                }
            }
        });
        return new ResultTable(
                "documents_per_second",
                List.of("threads", "reader", "median", "min", "max", "texts"),
                rows);
    }

    /** Above 1 the sandbox is the faster one; each round's ratio is of the same minute. */
    ResultTable ratios() {
        List<List<Object>> rows = new ArrayList<>();
        rounds.forEach((threads, all) -> {
            for (ReadingContender peer : ReadingContender.values()) {
                if (peer != ReadingContender.SANDBOX && all.getFirst().containsKey(peer)) {
                    double[] ratios =
                            all.stream()
                                    .mapToDouble(round ->
                                            seconds(round, peer)
                                                    / seconds(round, ReadingContender.SANDBOX))
                                    .sorted()
                                    .toArray();
                    rows.add(row(threads, "SANDBOX : " + peer, ratios, all.size()));
                }
            }
        });
        return new ResultTable(
                "ratios", List.of("threads", "ratio", "median", "min", "max", "rounds"), rows);
    }

    private static double seconds(Map<ReadingContender, Read> round, ReadingContender contender) {
        return Objects.requireNonNull(round.get(contender)).seconds();
    }

    private static List<Object> row(int threads, String what, double[] sorted, int last) {
        double middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return List.of(
                threads,
                what,
                round(middle),
                round(Arrays.stream(sorted).min().orElseThrow()),
                round(Arrays.stream(sorted).max().orElseThrow()),
                last);
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
