package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.maintain.MaintainText;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.maintain.page.MaintenanceReport;
import dev.matchmill.jobs.maintain.page.MaintenanceReports;
import dev.matchmill.jobs.maintain.page.ReportHtml;
import dev.matchmill.jobs.maintain.page.ReportText;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recurring jobs. */
@Command(
        name = "maintain",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the recurring jobs of a frequency, lists them, or reports what they found.",
            "Each job does what is due now; twice in a row changes nothing. Exit code 75 when it"
                    + " was stopped",
            "(SIGTERM, --until) or a table was locked: the next run goes on."
        },
        synopsisSubcommandLabel = "(hourly|daily|weekly|monthly|quarterly|list|report)")
final class MaintainCommand {

    /** What every frequency can be told. */
    static final class Choice {

        @Option(
                names = "--only",
                paramLabel = "JOB",
                arity = "1..*",
                split = ",",
                description =
                        "run these jobs only, by name or number; see: matchmill maintain list")
        private List<String> only = List.of();

        @Option(
                names = "--until",
                paramLabel = "HH:MM",
                description = "leave off at this time of day (UTC), today or tomorrow")
        private @Nullable LocalTime until;

        @Option(names = "--dry-run", description = "show what is due, change nothing")
        private boolean dryRun;

        @Option(names = "--output", paramLabel = "FORMAT", description = "table or json")
        private OutputFormat output = OutputFormat.TABLE;

        int run(JobFrequency frequency) throws SQLException {
            output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON);
            try (Session session = Session.open(WorkingRole.BATCH)) {
                Maintenance maintenance = new Maintenance(session, frequency, only);
                return dryRun
                        ? maintenance.plan(output)
                        : maintenance.run(Optional.ofNullable(until), output);
            }
        }
    }

    @Command(
            name = "hourly",
            mixinStandardHelpOptions = true,
            description = "Refreshes the dashboard's view, keeps the server's figures.")
    int hourly(@Mixin Choice choice) throws SQLException {
        return choice.run(JobFrequency.HOURLY);
    }

    @Command(
            name = "daily",
            mixinStandardHelpOptions = true,
            description =
                    "Partitions, expired rows, links, consents, approved erasures, a dump, slow"
                            + " statements, connections.")
    int daily(@Mixin Choice choice) throws SQLException {
        return choice.run(JobFrequency.DAILY);
    }

    @Command(
            name = "weekly",
            mixinStandardHelpOptions = true,
            description = "Index usage, growth, counters, orphaned files, legacy identities.")
    int weekly(@Mixin Choice choice) throws SQLException {
        return choice.run(JobFrequency.WEEKLY);
    }

    @Command(
            name = "monthly",
            mixinStandardHelpOptions = true,
            description =
                    "Retention rules, old notifications, history of runs, vacuum and statistics,"
                            + " review of slow statements.")
    int monthly(@Mixin Choice choice) throws SQLException {
        return choice.run(JobFrequency.MONTHLY);
    }

    @Command(
            name = "quarterly",
            mixinStandardHelpOptions = true,
            description =
                    "Moves old applications and postings to the archive, restores the last backup"
                            + " for a test, rebuilds bloated indexes, reviews all of them.")
    int quarterly(@Mixin Choice choice) throws SQLException {
        return choice.run(JobFrequency.QUARTERLY);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Which jobs there are, when they are due and when they last ran.")
    int list(@Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.READER)) {
            MaintainText text = session.get(MaintainText.class);
            MaintenanceJobs jobs = session.get(MaintenanceJobs.class);
            Console.print(output == OutputFormat.JSON ? text.listJson(jobs) : text.listTable(jobs));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = {
                "What a database administrator reads on Monday.",
                "Open findings with their cure, the jobs' last runs, sizes, growth, index usage,"
                        + " slow statements, hit ratios."
            })
    int report(
            @Option(
                            names = "--output",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = "table, json or html")
                    OutputFormat output) {
        output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.HTML);
        try (Session session = Session.open(WorkingRole.READER)) {
            MaintenanceReport report =
                    new MaintenanceReports(session.get(JdbcClient.class), Json.mapper())
                            .read(
                                    session.get(Clock.class).instant(),
                                    session.get(MaintenanceJobs.class));
            Console.print(
                    switch (output) {
                        case TABLE -> ReportText.render(report);
                        case JSON -> Json.pretty().writeValueAsString(report.toMap());
                        case HTML -> ReportHtml.render(report);
                        case CSV -> throw new IllegalStateException("refused above");
                    });
        }
        return ExitCode.OK.code();
    }
}
