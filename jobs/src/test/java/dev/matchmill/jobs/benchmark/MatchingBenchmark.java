package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.match.MatchWorld;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.RunReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A refresh after a small change beside a full one, and searches beside the usual statement. */
@Command(
        name = "matching",
        mixinStandardHelpOptions = true,
        description = {
            "Refreshes matches in full and after 1 %% of the candidates changed, results compared"
                    + " before times;",
            "and searches the nearest beside one LATERAL statement over the same index."
        })
final class MatchingBenchmark implements Callable<Integer> {

    private static final double EQUAL_SHARE = 0.99;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--candidates", defaultValue = "5000", description = "with one vector each")
    private int candidates;

    @Option(names = "--postings", defaultValue = "200", description = "open postings")
    private int postings;

    @Option(names = "--rounds", defaultValue = "3", description = "after one that does not count")
    private int rounds;

    private final List<List<Object>> refreshes = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();

    @Override
    public Integer call() {
        try (MatchWorld world = new MatchWorld(MatchWorld.settings(50, 200, 50, 0.3))) {
            MatchingRows rows = new MatchingRows(world);
            output.say(candidates + " candidates, " + postings + " postings");
            rows.load(candidates, postings);
            for (int round = 0; round <= rounds; round++) {
                output.say("round " + round + " of " + rounds);
                refresh(world, rows, round);
            }
            output.say("searches");
            output.print(List.of(refreshTable(), searches(world)));
        }
        return ExitCode.OK.code();
    }

    private void refresh(MatchWorld world, MatchingRows rows, int round) {
        Timed<RunReport> full = time(() -> world.refresh(MatchExtent.EVERYTHING));
        long changed = Math.max(1, candidates / 100);
        rows.renew(1 + round * changed, (round + 1) * changed);
        Timed<RunReport> next = time(world::refresh);
        List<String> matches = world.matches();
        world.refresh(MatchExtent.EVERYTHING);
        double equal = share(world.matches(), matches);
        if (equal < EQUAL_SHARE) {
            throw new IllegalStateException(
                    "only " + equal + " of the matches are those of a full refresh");
        }
        double time = next.seconds() / full.seconds();
        double pairs =
                next.value().comparedPairs().get() / (double) next.value().pairsOfFull().get();
        if (round > 0) {
            shares.add(time);
            refreshes.add(
                    List.of(
                            round,
                            text(full.seconds()),
                            text(next.seconds()),
                            percent(time),
                            percent(pairs),
                            next.value().matchedPostings().get(),
                            percent(equal)));
        }
    }

    private ResultTable refreshTable() {
        List<Double> sorted = shares.stream().sorted().toList();
        refreshes.add(
                List.of(
                        "median",
                        "",
                        "",
                        percent(sorted.get(sorted.size() / 2)),
                        "",
                        "",
                        "spread "
                                + percent(sorted.getFirst())
                                + " to "
                                + percent(sorted.getLast())));
        return new ResultTable(
                "refreshes",
                List.of(
                        "round",
                        "full s",
                        "after 1 % s",
                        "time",
                        "pairs",
                        "postings ranked",
                        "matches equal"),
                refreshes);
    }

    private ResultTable searches(MatchWorld world) {
        NearestSearch search = new NearestSearch(world, postings, 50);
        Map<Long, Set<Long>> truth = search.exactly();
        List<List<Object>> lines = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            lines.add(line("program", round, truth, search::byProgram));
            lines.add(line("LATERAL, ef_search 40", round, truth, () -> search.byLateral(40)));
            lines.add(line("LATERAL, ef_search 200", round, truth, () -> search.byLateral(200)));
        }
        return new ResultTable(
                "searches",
                List.of("search", "round", "s", "ms per posting", "recall at 50"),
                lines);
    }

    private List<Object> line(
            String name,
            int round,
            Map<Long, Set<Long>> truth,
            Supplier<Map<Long, Set<Long>>> search) {
        Timed<Map<Long, Set<Long>>> found = time(search);
        return List.of(
                name,
                round,
                text(found.seconds()),
                text(found.seconds() * 1000 / postings),
                String.format(Locale.ROOT, "%.4f", NearestSearch.recall(truth, found.value())));
    }

    private static double share(List<String> truth, List<String> found) {
        Set<String> both = new HashSet<>(truth);
        both.retainAll(new HashSet<>(found));
        return both.size() / (double) Math.max(1, truth.size());
    }

    private record Timed<T>(T value, double seconds) {}

    private static <T> Timed<T> time(Supplier<T> work) {
        long start = System.nanoTime();
        T value = work.get();
        return new Timed<>(value, (System.nanoTime() - start) / 1e9);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
