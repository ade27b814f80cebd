package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.launch.PastExecutions;
import dev.matchmill.jobs.launch.ProgramProcess;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the program starts as fast after a million executions as after none. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Times starts of the packaged program on an empty history and on a long one.",
            "Exit code 4 when one of the latter takes 5 s or more."
        })
final class HistoryBenchmark implements Callable<Integer> {

    private static final double LONGEST_SECONDS = 5;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--executions", defaultValue = "1000000", description = "in the history")
    private int executions;

    @Option(names = "--rounds", defaultValue = "3", description = "the fastest one counts")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("matchmill-history-");
        Path nothing = Files.createDirectories(folder.resolve("in"));
        List<String> verbs =
                List.of("runs list", "status", "ingest --source " + nothing, "maintain list");
        try (TestDatabase database = TestDatabase.create()) {
            var setup =
                    ProgramProcess.Setup.on(database.address(), folder)
                            .option("-XX:+UseSerialGC")
                            .option("-XX:+AutoCreateSharedArchive")
                            .option("-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"))
                            .option("-Xlog:disable");
            verbs.forEach(verb -> seconds(setup, verb));
            Map<String, Double> empty = fastest(setup, verbs);
            output.say("adding " + executions + " executions");
            new PastExecutions(JdbcClient.create(database.dataSource())).add(executions);
            Map<String, Double> full = fastest(setup, verbs);
            List<List<Object>> rows = new ArrayList<>();
            empty.forEach((verb, seconds) -> {
                double then = full.getOrDefault(verb, Double.NaN);
                rows.add(
                        List.of(
                                verb.split(" --", 2)[0],
                                "%.2f".formatted(seconds),
                                "%.2f".formatted(then),
                                "%.2f".formatted(then / seconds)));
            });
            output.print(
                    List.of(
                            new ResultTable(
                                    "history",
                                    List.of("start of", "seconds empty", "seconds full", "ratio"),
                                    rows)));
            boolean fast = full.values().stream().allMatch(it -> it < LONGEST_SECONDS);
            return (fast ? ExitCode.OK : ExitCode.GATED).code();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private Map<String, Double> fastest(ProgramProcess.Setup setup, List<String> verbs) {
        Map<String, Double> fastest = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            verbs.forEach(verb -> fastest.merge(verb, seconds(setup, verb), Math::min));
        }
        return fastest;
    }

    private static double seconds(ProgramProcess.Setup setup, String verb) {
        long begun = System.nanoTime();
        var ended = setup.run(Arrays.stream(verb.split(" ", -1)).toArray(String[]::new));
        if (ended.code() != 0) {
            throw new IllegalStateException(verb + " ended with " + ended.code() + ended.err());
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
