package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What documents that hang cost the others, and what becomes of documents that mean harm. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Parses good documents alone and with one in a hundred that hangs; needs no database.",
            "Exit code 4 when fewer than a quarter a second are read beside them, or one is lost."
        })
final class SandboxBenchmark implements Callable<Integer> {

    private static final double LEAST_RATIO = 0.25;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Parameters(paramLabel = "FOLDER", description = "good documents")
    private Path folder = Path.of(".");

    @Option(names = "--nasty", paramLabel = "FOLDER", description = "with manifest.jsonl")
    private @Nullable Path nasty;

    @Option(names = "--documents", defaultValue = "2000", description = "of each run")
    private int documents;

    @Option(names = "--rounds", defaultValue = "2", description = "of both kinds of run")
    private int rounds;

    @Option(names = "--every", defaultValue = "100", description = "one in so many hangs")
    private int every;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        SandboxSettings settings = SandboxSettings.usual();
        List<byte[]> good = good(settings);
        if (good.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "no document in " + folder + " can be read.");
        }
        List<ResultTable> tables = new ArrayList<>();
        boolean kept = true;
        List<List<Object>> rows = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            output.say("round %d of %d: %d documents".formatted(round, rounds, documents));
            MixedRun clean = MixedRun.of(good, documents, 0, settings);
            MixedRun mixed = MixedRun.of(good, documents, every, settings);
            double ratio = mixed.rate() / clean.rate();
            kept &= ratio >= LEAST_RATIO && clean.read() == clean.good();
            kept &= mixed.read() == mixed.good();
            rows.add(row(round, "clean", clean, 1));
            rows.add(row(round, "mixed", mixed, ratio));
        }
        tables.add(
                new ResultTable(
                        "hanging",
                        List.of("round", "run", "good", "read", "hanging", "good per s", "ratio"),
                        rows));
        if (nasty != null) {
            output.say("the folder " + nasty);
            NastyFolder.Findings findings = new NastyFolder(nasty).run(good, settings);
            tables.add(findings.files());
            tables.add(findings.summary());
        }
        output.print(tables);
        return (kept ? ExitCode.OK : ExitCode.GATED).code();
    }

    private static List<Object> row(int round, String name, MixedRun run, double ratio) {
        return List.of(
                round,
                name,
                run.good(),
                run.read(),
                run.hung(),
                String.format(Locale.ROOT, "%.1f", run.rate()),
                String.format(Locale.ROOT, "%.2f", ratio));
    }

    private List<byte[]> good(SandboxSettings settings) throws IOException, InterruptedException {
        List<byte[]> good = new ArrayList<>();
        try (SandboxedParser parser = new SandboxedParser(settings);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                if (parser.parse(content, file.toString()) instanceof ParsedDocument) {
                    good.add(content);
                }
            }
        }
        return good;
    }
}
