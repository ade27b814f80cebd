package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.launch.ProgramProcess;
import dev.matchmill.jobs.launch.WorkerTrial;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two workers with a core each at one backfill, beside one worker with one core. */
@Command(
        name = "workers",
        mixinStandardHelpOptions = true,
        description = {
            "Does the same backfills with one process on one core and with two processes on a core"
                    + " each, in turns:",
            "embeds texts (embed --share), and refreshes all matches (match --full --share), from"
                    + " its begin until readers see it.",
            "Needs the packaged program, taskset, and two cores that nothing else uses; the"
                    + " database is on them too."
        })
final class WorkersBenchmark implements Callable<Integer> {

    /** What several workers share. */
    enum Backfill {
        EMBED,
        MATCH
    }

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(
            names = "--work",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES}; default: both")
    private List<Backfill> works = List.of(Backfill.values());

    @Option(names = "--texts", defaultValue = "120", description = "to embed; default: 120")
    private int textCount;

    @Option(
            names = "--candidates",
            defaultValue = "20000",
            description = "to match, with one vector each; default: 20000")
    private int candidates;

    @Option(
            names = "--postings",
            defaultValue = "4000",
            description = "to match them with; default: 4000")
    private int postings;

    @Option(names = "--rounds", defaultValue = "3", description = "default: 3")
    private int rounds;

    private final List<List<Object>> rows = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(ProgramProcess.jar())) {
            throw new PreconditionException(
                    "there is no packaged program: build it first with ./matchmill status.");
        }
        Path folder = Files.createTempDirectory("workers-benchmark");
        try {
            if (works.contains(Backfill.EMBED)) {
                embed(folder);
            }
            if (works.contains(Backfill.MATCH)) {
                match(folder);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        output.print(
                List.of(
                        new ResultTable(
                                "workers",
                                List.of("work", "figure", "median", "least", "most"),
                                rows)));
        return ExitCode.OK.code();
    }

    private void embed(Path folder) {
        try (WorkerTrial trial = new WorkerTrial(folder, BenchmarkTexts.of(textCount, 120, 360))) {
            compare("embed --share", "texts/s", trial::rate);
        }
    }

    private void match(Path folder) {
        output.say("%d candidates, %d postings: loading".formatted(candidates, postings));
        try (RefreshTrial trial = new RefreshTrial(folder, candidates, postings)) {
            compare("match --full --share", "postings/s", trial::rate);
        }
    }

    private void compare(String work, String unit, IntToDoubleFunction rate) {
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            output.say("%s, round %d of %d".formatted(work, round, rounds));
            double alone = rate.applyAsDouble(1);
            double both = rate.applyAsDouble(2);
            one.add(alone);
            two.add(both);
            ratio.add(both / alone);
        }
        row(work, unit + ", one worker", one);
        row(work, unit + ", two workers", two);
        row(work, "ratio", ratio);
    }

    private void row(String work, String name, List<Double> values) {
        double[] sorted = values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        rows.add(
                List.of(
                        work,
                        name,
                        text(sorted[sorted.length / 2]),
                        text(sorted[0]),
                        text(sorted[sorted.length - 1])));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
