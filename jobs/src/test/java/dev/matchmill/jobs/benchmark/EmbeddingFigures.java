package dev.matchmill.jobs.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the rounds of the embedding benchmark come to.
 *
 * @param tokens of one round
 * @param padding tokens computed only to fill rows
 * @param work multiply-adds of one round
 * @param leastCosine between vectors of the two
 * @param ours seconds of each round
 * @param theirs seconds of each round
 * @param peaks multiply-adds a second of large products, measured in each round
 */
record EmbeddingFigures(
        long tokens,
        long padding,
        double work,
        double leastCosine,
        List<Double> ours,
        List<Double> theirs,
        List<Double> peaks) {

    ResultTable table(int threads) {
        return new ResultTable(
                "embedding",
                List.of("figure", "median", "least", "most", "goal"),
                List.of(
                        row("tokens/s, this program", each(ours, s -> tokens / s), "%.0f", ""),
                        row("tokens/s, LangChain4j", each(theirs, s -> tokens / s), "%.0f", ""),
                        row("ratio", ratio(), "%.2f", "1.25"),
                        row("share of matrix peak", share(), "%.2f", "0.75"),
                        row(
                                "padding, share of tokens",
                                new double[] {(double) padding / tokens},
                                "%.3f",
                                "0.03"),
                        row("least cosine", new double[] {leastCosine}, "%.6f", "0.9999"),
                        row("threads", new double[] {threads}, "%.0f", "")));
    }

    private double[] ratio() {
        return IntStream.range(0, ours.size())
                .mapToDouble(i -> theirs.get(i) / ours.get(i))
                .toArray();
    }

    private double[] share() {
        return IntStream.range(0, ours.size())
                .mapToDouble(i -> work / ours.get(i) / peaks.get(i))
                .toArray();
    }

    private static double[] each(List<Double> seconds, DoubleUnaryOperator figure) {
        return seconds.stream().mapToDouble(figure::applyAsDouble).toArray();
    }

    private static List<Object> row(String name, double[] values, String format, String goal) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        return List.of(
                name,
                format(format, sorted[sorted.length / 2]),
                format(format, sorted[0]),
                format(format, sorted[sorted.length - 1]),
                goal);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
