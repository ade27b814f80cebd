package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the cache of loaded classes saves: the same jar with and without it, by turns. */
@Command(
        name = "startup",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the packaged program with and without its AOT cache, by turns.",
            "Exit code 4 when a start of `status` with it takes more than 0.6 of one without."
        })
final class StartupBenchmark implements Callable<Integer> {

    private static final double GOAL = 0.6;

    private static final Path JAR = Path.of("jobs/target/matchmill.jar");

    private static final List<List<String>> VERBS =
            List.of(
                    List.of("--version"),
                    List.of("status"),
                    List.of("maintain", "hourly", "--only", "databaseSnapshot"));

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--rounds", defaultValue = "7", description = "starts of each kind")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(JAR)) {
            throw new PreconditionException("build the program first: ./matchmill --version");
        }
        Path folder = Files.createTempDirectory("startup");
        Path cache = folder.resolve("matchmill.aot");
        List<List<Object>> rows = new ArrayList<>();
        double ofStatus = 0;
        try (TestDatabase database = TestDatabase.create()) {
            output.say("making the cache by a start of status");
            start(database, folder, List.of("-XX:AOTCacheOutput=" + cache), List.of("status"));
            for (List<String> verb : VERBS) {
                double[] ratios = new double[rounds];
                double[] with = new double[rounds];
                double[] without = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    without[round] = start(database, folder, List.of(), verb);
                    with[round] = start(database, folder, List.of("-XX:AOTCache=" + cache), verb);
                    ratios[round] = with[round] / without[round];
                    output.say("%s: %.2f".formatted(String.join(" ", verb), ratios[round]));
                }
                rows.add(
                        List.of(
                                String.join(" ", verb),
                                median(without),
                                median(with),
                                spread(ratios)));
                ofStatus = verb.equals(List.of("status")) ? middle(ratios) : ofStatus;
            }
            rows.add(List.of("cache, MB", "", Files.size(cache) >> 20, ""));
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
            }
        }
        output.print(
                List.of(
                        new ResultTable(
                                "startup",
                                List.of("verb", "s without", "s with", "ratio (least to most)"),
                                rows)));
        return (ofStatus <= GOAL ? ExitCode.OK : ExitCode.GATED).code();
    }

    private static double start(
            TestDatabase database, Path folder, List<String> options, List<String> verb)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "-Xlog:disable"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(verb);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("MATCHMILL_"));
        builder.environment().put("MATCHMILL_HOME", folder.resolve("home").toString());
        builder.environment().put("MATCHMILL_DATABASE_URL", database.address().url());
        builder.environment().put("MATCHMILL_DATABASE_PRODUCTION", "false");
        builder.environment().put("MATCHMILL_DATABASE_USERNAME", database.address().username());
        String password = database.address().password();
        builder.environment().put("MATCHMILL_DATABASE_PASSWORD", password == null ? "" : password);
        long began = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(verb + " ended with exit code " + code);
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
    }

    private static double middle(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static String median(double[] seconds) {
        return String.format(Locale.ROOT, "%.2f", middle(seconds));
    }

    private static String spread(double[] ratios) {
        double[] sorted = Arrays.stream(ratios).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                middle(ratios),
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
