package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.report.StatusReport;
import dev.matchmill.jobs.run.ExitCode;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is happening. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what is in the database and what is running.")
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--output", paramLabel = "FORMAT", description = "table or json")
    private OutputFormat output = OutputFormat.TABLE;

    @Override
    public Integer call() {
        output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON);
        try (Session session = Session.open(WorkingRole.READER)) {
            StatusReport status = new StatusReport(session.get(JdbcClient.class), Json.pretty());
            Console.print(output == OutputFormat.JSON ? status.toJson() : status.toTable());
        }
        return ExitCode.OK.code();
    }
}
