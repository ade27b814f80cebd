package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.match.MatchWorld;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.RunReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A full refresh beside the usual statement, and a refresh after a small change beside that. */
@Command(
        name = "matching",
        mixinStandardHelpOptions = true,
        description = {
            "Refreshes matches in full and after 1 %% of the candidates changed, results compared"
                    + " before times;",
            "and searches the nearest of all postings by both engines beside one LATERAL statement"
                    + " over the same index."
        })
final class MatchingBenchmark implements Callable<Integer> {

    private static final double EQUAL_SHARE = 0.999;
    private static final int NEAREST = 50;
    private static final List<String> STEPS =
            List.of(
                    "match.planRefresh",
                    "match.compareCandidates",
                    "match.rankPostings",
                    "match.publish");

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--candidates", defaultValue = "20000", description = "with one vector each")
    private int candidates;

    @Option(names = "--postings", defaultValue = "500", description = "open postings")
    private int postings;

    @Option(names = "--rounds", defaultValue = "2", description = "after one that does not count")
    private int rounds;

    private final List<List<Object>> refreshes = new ArrayList<>();
    private final List<List<Object>> steps = new ArrayList<>();
    private final List<List<Object>> searches = new ArrayList<>();
    private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

    @Override
    public Integer call() {
        try (MatchWorld world = new MatchWorld(MatchWorld.settings(50, 200, 50, 0.3))) {
            MatchingRows rows = new MatchingRows(world);
            output.say(candidates + " candidates, " + postings + " postings: loading");
            double build = rows.load(candidates, postings);
            output.say("index built in " + text(build) + " s");
            NearestSearch search = new NearestSearch(world, postings, NEAREST);
            for (int round = 0; round <= rounds; round++) {
                output.say("round " + round + " of " + rounds);
                double full = refresh(world, rows, round);
                search(search, search.exactly(), round, full);
            }
            output.print(
                    List.of(
                            new ResultTable(
                                    "index", List.of("build s"), List.of(List.of(text(build)))),
                            refreshTable(),
                            stepTable(),
                            searchTable(),
                            ratioTable()));
        }
        return ExitCode.OK.code();
    }

    private double refresh(MatchWorld world, MatchingRows rows, int round) {
        Timed<RunReport> full = time(world, () -> world.refresh(MatchExtent.EVERYTHING));
        steps("full", round, world);
        long changed = Math.max(1, candidates / 100);
        rows.renew(1 + round * changed, (round + 1) * changed);
        Timed<RunReport> next = time(world, world::refresh);
        steps("after 1 %", round, world);
        List<String> matches = world.matches();
        world.refresh(MatchExtent.EVERYTHING);
        double equal = share(world.matches(), matches);
        if (equal < EQUAL_SHARE) {
            throw new IllegalStateException(
                    "only " + equal + " of the matches are those of a full refresh");
        }
        double pairs =
                next.value().comparedPairs().get() / (double) next.value().pairsOfFull().get();
        if (round > 0) {
            ratio("after 1 %, of a full refresh", next.processor() / full.processor());
            refreshes.add(
                    List.of(
                            round,
                            text(full.seconds()),
                            text(full.processor()),
                            full.value().searches().exactCount(),
                            text(next.seconds()),
                            text(next.processor()),
                            percent(next.processor() / full.processor()),
                            percent(pairs),
                            next.value().matchedPostings().get(),
                            percent(equal)));
        }
        return full.processor();
    }

    private ResultTable refreshTable() {
        return new ResultTable(
                "refreshes",
                List.of(
                        "round",
                        "full s",
                        "processor s",
                        "searched exactly",
                        "after 1 % s",
                        "its processor s",
                        "of a full one",
                        "pairs",
                        "postings ranked",
                        "matches equal"),
                refreshes);
    }

    private void search(NearestSearch search, Map<Long, Set<Long>> truth, int round, double full) {
        Map<String, Supplier<Map<Long, Set<Long>>>> ways = new LinkedHashMap<>();
        ways.put("program, exact", () -> search.byProgram(EngineChoice.EXACT));
        ways.put("program, graph", () -> search.byProgram(EngineChoice.GRAPH));
        ways.put("LATERAL, ef_search 40", () -> search.byLateral(40));
        ways.put("LATERAL, ef_search 100", () -> search.byLateral(100));
        ways.put("LATERAL, ef_search 200", () -> search.byLateral(200));
        Map<String, Double> seconds = new LinkedHashMap<>();
        ways.forEach((name, way) -> {
            Timed<Map<Long, Set<Long>>> found = time(search.world(), way);
            seconds.put(name, found.processor());
            if (round > 0) {
                searches.add(
                        List.of(
                                name,
                                round,
                                text(found.seconds()),
                                text(found.processor()),
                                text(found.processor() * 1000 / postings),
                                String.format(
                                        Locale.ROOT,
                                        "%.4f",
                                        NearestSearch.recall(truth, found.value()))));
            }
        });
        if (round > 0) {
            double exact = seconds.getOrDefault("program, exact", Double.NaN);
            seconds.forEach((name, took) -> {
                if (name.startsWith("LATERAL")) {
                    ratio(name + ", of the exact search", took / exact);
                    ratio(name + ", of a full refresh", took / full);
                }
            });
        }
    }

    private ResultTable searchTable() {
        return new ResultTable(
                "searches",
                List.of("search", "round", "s", "processor s", "ms per posting", "recall at 50"),
                searches);
    }

    private void steps(String refresh, int round, MatchWorld world) {
        if (round > 0) {
            List<Object> line = new ArrayList<>(List.of(refresh, round));
            STEPS.forEach(step -> line.add(text(world.seconds().getOrDefault(step, Double.NaN))));
            steps.add(line);
        }
    }

    private ResultTable stepTable() {
        List<String> columns = new ArrayList<>(List.of("refresh", "round"));
        STEPS.forEach(step -> columns.add(step + " s"));
        return new ResultTable("steps", columns, steps);
    }

    private void ratio(String name, double value) {
        ratios.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private ResultTable ratioTable() {
        List<List<Object>> lines = new ArrayList<>();
        ratios.forEach((name, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            lines.add(
                    List.of(
                            name,
                            text(sorted.get(sorted.size() / 2)),
                            text(sorted.getFirst()),
                            text(sorted.getLast())));
        });
        return new ResultTable(
                "ratios", List.of("processor time", "median", "least", "most"), lines);
    }

    private static double share(List<String> truth, List<String> found) {
        Set<String> both = new HashSet<>(truth);
        both.retainAll(new HashSet<>(found));
        return both.size() / (double) Math.max(1, truth.size());
    }

    private record Timed<T>(T value, double seconds, double processor) {}

    private static <T> Timed<T> time(MatchWorld world, Supplier<T> work) {
        ProcessorTime processor = new ProcessorTime(world.jdbc());
        double before = processor.seconds();
        long start = System.nanoTime();
        T value = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Timed<>(value, seconds, processor.seconds() - before);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
