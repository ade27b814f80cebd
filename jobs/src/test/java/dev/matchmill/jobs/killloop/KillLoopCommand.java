package dev.matchmill.jobs.killloop;

import dev.matchmill.jobs.benchmark.ResultOutput;
import dev.matchmill.jobs.benchmark.ResultTable;
import dev.matchmill.jobs.killloop.KillLoop.Choice;
import dev.matchmill.jobs.launch.ProgramProcess;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The long form of the kill loop. */
@Command(
        name = "kill-loop",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the packaged program again and again on a server of its own and disturbs it:"
                    + " kills, signals, crashes of the server, cut connections, a full disk.",
            "Workers that share their work are disturbed alone, and beside another one.",
            "After each one only the next start follows. Then every invariant is checked.",
            "Exit code 4 when one is broken."
        })
public final class KillLoopCommand implements Callable<Integer> {

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--kills", defaultValue = "100", description = "that land in progress")
    private int kills;

    @Option(names = "--items", defaultValue = "5000", description = "files to read")
    private int items;

    @Option(names = "--seed", paramLabel = "N", description = "of an earlier loop, to repeat it")
    private @Nullable Long seed;

    @Option(
            names = "--most",
            paramLabel = "TIME",
            defaultValue = "PT2H",
            description = "such as PT30M: after that no further round begins")
    private Duration most = Duration.ofHours(2);

    @Option(names = "--work", split = ",", description = "one of ${COMPLETION-CANDIDATES}")
    private List<Work> works = List.of(Work.values());

    @Option(names = "--by", split = ",", description = "one of ${COMPLETION-CANDIDATES}")
    private List<Disturbance> kinds = List.of(Disturbance.values());

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(ProgramProcess.jar())) {
            throw new PreconditionException(
                    "there is no program yet: start ./matchmill once, it builds it");
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        output.say("seed " + chosen);
        Path folder = folder();
        Outcome outcome;
        try (World world = new World(folder)) {
            outcome =
                    new KillLoop(
                                    world,
                                    new Choice(chosen, kills, items, most, works, kinds),
                                    output::say)
                            .run();
        }
        FileSystemUtils.deleteRecursively(folder);
        output.print(
                List.of(totals(outcome), byKind(outcome), byWork(outcome), invariants(outcome)));
        return (outcome.breaches().isEmpty() ? ExitCode.OK : ExitCode.GATED).code();
    }

    /** A new folder that the server can reach, who may run as another user. */
    static Path folder() throws IOException {
        return Files.createTempDirectory(
                "matchmill-kill-loop-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private static ResultTable totals(Outcome outcome) {
        return new ResultTable(
                "loop",
                List.of("seed", "items", "tried", "landed", "broken", "seconds"),
                List.of(
                        List.of(
                                outcome.seed(),
                                outcome.items(),
                                outcome.rounds().size(),
                                outcome.landed(),
                                outcome.breaches().size(),
                                outcome.duration().toSeconds())));
    }

    private static ResultTable byKind(Outcome outcome) {
        List<List<Object>> rows = new ArrayList<>();
        for (Disturbance by : Disturbance.values()) {
            List<Object> row = new ArrayList<>();
            row.add(by.label());
            row.add(outcome.tried(by));
            row.add(outcome.landed(by));
            for (Work work : outcome.works()) {
                row.add(
                        outcome.rounds().stream()
                                .filter(it -> it.by() == by && it.work() == work && it.landed())
                                .count());
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("by", "tried", "landed"));
        for (Work work : outcome.works()) {
            columns.add(work.label());
        }
        return new ResultTable("disturbances", columns, rows);
    }

    private static ResultTable byWork(Outcome outcome) {
        List<List<Object>> rows = new ArrayList<>();
        for (Work work : outcome.works()) {
            rows.add(List.of(work.label(), outcome.tried(work), outcome.landed(work)));
        }
        return new ResultTable("works", List.of("work", "tried", "landed"), rows);
    }

    private static ResultTable invariants(Outcome outcome) {
        List<List<Object>> rows = new ArrayList<>();
        outcome.breaches().forEach(breach -> rows.add(List.of(breach)));
        if (rows.isEmpty()) {
            rows.add(List.of("all eight hold"));
        }
        return new ResultTable("invariants", List.of("invariants"), rows);
    }
}
