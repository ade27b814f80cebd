package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.report.StatusReport;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.StopRequest;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is happening. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what is in the database and what is running.")
final class StatusCommand implements Callable<Integer> {

    @Mixin private OutputOption format = new OutputOption();

    @Option(
            names = "--watch",
            description =
                    "show it anew until it is stopped (Ctrl-C); one line each, unless"
                            + " on a terminal")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "with --watch; default ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() {
        OutputFormat output = format.tableOrJson();
        if (seconds < 1 || seconds > 3600) {
            throw new IllegalUsageException("--every must be 1 to 3600 seconds.");
        }
        try (Session session = Session.open(WorkingRole.READER)) {
            StatusReport status = new StatusReport(session.get(JdbcClient.class), Json.pretty());
            if (watch) {
                new StatusWatch(
                                status,
                                session.get(Clock.class),
                                session.get(StopRequest.class),
                                Console.isOnTerminal())
                        .run(output, seconds);
            } else {
                Console.print(output == OutputFormat.JSON ? status.toJson() : status.toTable());
            }
        }
        return ExitCode.OK.code();
    }
}
