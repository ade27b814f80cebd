package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.launch.ExpiredSessions;
import dev.matchmill.jobs.launch.ExpiredSessions.Figures;
import dev.matchmill.jobs.run.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** J01 on a million expired sessions beside a writer, against its limits. */
@Command(
        name = "lifecycle-sessions",
        mixinStandardHelpOptions = true,
        description = {
            "Cleans expired sessions while another session signs in and out.",
            "Exit code 4 when a statement took 30 s, a lock was waited for 200 ms, or all of it 5"
                    + " min."
        })
final class LifecycleSessionsBenchmark implements Callable<Integer> {

    private static final double MAX_SECONDS = 300;
    private static final double MAX_STATEMENT_MILLIS = 30_000;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(names = "--sessions", defaultValue = "1000000", description = "expired sessions")
    private long sessions;

    @Override
    public Integer call() {
        Figures figures = ExpiredSessions.clean(sessions, output::say);
        output.print(
                List.of(
                        new ResultTable(
                                "lifecycle_sessions",
                                List.of("figure", "measured", "limit"),
                                List.of(
                                        row(
                                                "sessions cleaned",
                                                sessions - figures.left(),
                                                sessions),
                                        row("seconds", rounded(figures.seconds()), MAX_SECONDS),
                                        row(
                                                "longest statement ms",
                                                rounded(figures.longestStatementMillis()),
                                                MAX_STATEMENT_MILLIS),
                                        row("writes beside it", figures.writes(), ""),
                                        row(
                                                "longest write ms",
                                                rounded(figures.longestWriteMillis()),
                                                ""),
                                        row(
                                                "writes that met a lock over 200 ms",
                                                figures.lockWaits(),
                                                0),
                                        row(
                                                "valid sessions left",
                                                figures.valid(),
                                                figures.validBefore())))));
        boolean good =
                figures.left() == 0
                        && figures.valid() == figures.validBefore()
                        && figures.lockWaits() == 0
                        && figures.seconds() <= MAX_SECONDS
                        && figures.longestStatementMillis() <= MAX_STATEMENT_MILLIS;
        return (good ? ExitCode.OK : ExitCode.GATED).code();
    }

    private static List<Object> row(String figure, Object measured, Object limit) {
        return List.of(figure, measured, limit);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
