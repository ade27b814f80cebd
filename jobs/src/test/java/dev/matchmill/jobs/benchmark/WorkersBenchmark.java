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
            "Embeds the same texts with one process on one core and with two processes on a core"
                    + " each (embed --share),",
            "in turns; needs the packaged program, taskset, and two cores that nothing else uses."
        })
final class WorkersBenchmark implements Callable<Integer> {

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--texts", defaultValue = "120", description = "default: 120")
    private int textCount;

    @Option(names = "--rounds", defaultValue = "3", description = "default: 3")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(ProgramProcess.jar())) {
            throw new PreconditionException(
                    "there is no packaged program: build it first with ./matchmill status.");
        }
        Path folder = Files.createTempDirectory("workers-benchmark");
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        try (WorkerTrial trial = new WorkerTrial(folder, BenchmarkTexts.of(textCount, 120, 360))) {
            for (int round = 1; round <= rounds; round++) {
                output.say("round %d of %d".formatted(round, rounds));
                double alone = trial.rate(1);
                double both = trial.rate(2);
                one.add(alone);
                two.add(both);
                ratio.add(both / alone);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        output.print(
                List.of(
                        new ResultTable(
                                "workers",
                                List.of("figure", "median", "least", "most"),
                                List.of(
                                        row("texts/s, one worker", one),
                                        row("texts/s, two workers", two),
                                        row("ratio", ratio)))));
        return ExitCode.OK.code();
    }

    private static List<Object> row(String name, List<Double> values) {
        double[] sorted = values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        return List.of(
                name,
                text(sorted[sorted.length / 2]),
                text(sorted[0]),
                text(sorted[sorted.length - 1]));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
