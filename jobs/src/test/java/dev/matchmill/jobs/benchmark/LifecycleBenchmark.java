package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.archive.ArchiveContest;
import dev.matchmill.jobs.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How old rows leave: a partition beside DELETE, the archive's move beside a typed statement. */
@Command(
        name = "lifecycle",
        mixinStandardHelpOptions = true,
        description = {
            "Purge by partition beside DELETE of the same rows; the move to the archive beside one"
                    + " statement.",
            "Contents are compared before speed."
        })
final class LifecycleBenchmark implements Callable<Integer> {

    private static final double FASTER_PURGE = 100;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--notifications", defaultValue = "200000", description = "rows of a month")
    private int notifications;

    @Option(names = "--applications", defaultValue = "5000", description = "due applications")
    private int applications;

    @Option(names = "--rounds", defaultValue = "3", description = "after one that does not count")
    private int rounds;

    /** One way of doing it. */
    private record Line(String what, String way, List<Double> seconds, List<Long> wal) {

        Line(String what, String way) {
            this(what, way, new ArrayList<>(), new ArrayList<>());
        }

        void add(Cost cost) {
            seconds.add(cost.seconds());
            wal.add(cost.walBytes());
        }
    }

    private record Cost(double seconds, long walBytes) {}

    @Override
    public Integer call() {
        Line partition = new Line("purge a month", "detach and drop");
        Line bare = new Line("purge a month", "DELETE without audit");
        Line audited = new Line("purge a month", "DELETE");
        Line program = new Line("archive applications", "J20");
        Line typed = new Line("archive applications", "one statement");
        for (int round = 0; round <= rounds; round++) {
            output.say("round %d of %d".formatted(round, rounds));
            Cost dropped = purge(PurgeTrial::dropPartition);
            Cost deleted = purge(PurgeTrial::deleteWithoutAudit);
            Cost deletedAudited = purge(PurgeTrial::delete);
            Moves moves = move(round % 2 == 0);
            // The first round is for compilers and caches of all sides.
            if (round > 0) {
                partition.add(dropped);
                bare.add(deleted);
                audited.add(deletedAudited);
                program.add(moves.program());
                typed.add(moves.typed());
            }
        }
        output.print(
                List.of(
                        measured(List.of(partition, bare, audited, program, typed)),
                        ratios(partition, bare, audited, program, typed)));
        return ExitCode.OK.code();
    }

    private Cost purge(Consumer<PurgeTrial> way) {
        try (PurgeTrial trial = new PurgeTrial(notifications)) {
            Cost cost = cost(trial.jdbc(), () -> way.accept(trial));
            trial.demandPurged();
            return cost;
        }
    }

    private record Moves(Cost program, Cost typed) {}

    private Moves move(boolean programFirst) {
        try (ArchiveContest ours = new ArchiveContest(applications);
                ArchiveContest theirs = new ArchiveContest(applications)) {
            Moves moves;
            if (programFirst) {
                Cost program = cost(ours.jdbc(), ours::byProgram);
                moves = new Moves(program, cost(theirs.jdbc(), theirs::byHand));
            } else {
                Cost typed = cost(theirs.jdbc(), theirs::byHand);
                moves = new Moves(cost(ours.jdbc(), ours::byProgram), typed);
            }
            if (!ours.content().equals(theirs.content())) {
                throw new IllegalStateException("the two archives differ");
            }
            return moves;
        }
    }

    private static Cost cost(JdbcClient jdbc, Runnable work) {
        long wal = wal(jdbc);
        long start = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - start) / 1e9, wal(jdbc) - wal);
    }

    private static long wal(JdbcClient jdbc) {
        return jdbc.sql("SELECT CAST(pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bigint)")
                .query(Long.class)
                .single();
    }

    private ResultTable measured(List<Line> lines) {
        List<List<Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            int count = line.what().startsWith("purge") ? notifications : applications;
            double seconds = median(line.seconds());
            rows.add(
                    List.of(
                            line.what(),
                            line.way(),
                            count,
                            String.format(Locale.ROOT, "%.4f", seconds),
                            Math.round(count / seconds),
                            line.wal().stream().sorted().toList().get(line.wal().size() / 2)
                                    / 1024));
        }
        return new ResultTable(
                "lifecycle",
                List.of("what", "way", "rows", "median s", "rows per s", "wal kib"),
                rows);
    }

    private static ResultTable ratios(
            Line partition, Line bare, Line audited, Line program, Line typed) {
        return new ResultTable(
                "goals",
                List.of("goal", "bound", "measured (least to most)", "verdict"),
                List.of(
                        verdict("purge by partition, times faster than DELETE", partition, audited),
                        verdict(
                                "purge by partition, times faster than DELETE without audit",
                                partition,
                                bare),
                        List.of(
                                "J20, time of one statement / time of J20",
                                "",
                                spread(program, typed),
                                "")));
    }

    private static List<Object> verdict(String goal, Line fast, Line slow) {
        boolean isMet = median(ratios(fast, slow)) >= FASTER_PURGE;
        return List.of(
                goal, ">= " + (int) FASTER_PURGE, spread(fast, slow), isMet ? "met" : "missed");
    }

    private static String spread(Line ours, Line theirs) {
        List<Double> ratios = ratios(ours, theirs).stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                median(ratios),
                ratios.getFirst(),
                ratios.getLast());
    }

    private static List<Double> ratios(Line ours, Line theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.seconds().size(); i++) {
            ratios.add(theirs.seconds().get(i) / ours.seconds().get(i));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
