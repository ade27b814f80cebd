package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.report.StatusReport;
import dev.matchmill.jobs.run.ExitCode;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is happening. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what is in the database and what is running.")
final class StatusCommand implements Callable<Integer> {

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.READER)) {
            StatusReport status = new StatusReport(session.get(JdbcClient.class), Json.pretty());
            Console.print(output == OutputFormat.JSON ? status.toJson() : status.toTable());
        }
        return ExitCode.OK.code();
    }
}
