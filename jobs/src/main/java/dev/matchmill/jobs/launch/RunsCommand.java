package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.report.RunReports;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.type.RunId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happened. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists runs, or shows one.",
        synopsisSubcommandLabel = "(list|show)")
final class RunsCommand {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The latest runs.")
    int list(
            @Mixin OutputOption format,
            @Option(
                            names = "--max-items",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "how many; default ${DEFAULT-VALUE}")
                    int limit) {
        IllegalUsageException.unlessPositive("--max-items", limit);
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.READER)) {
            RunReports reports = reports(session);
            Console.print(
                    output == OutputFormat.JSON
                            ? reports.listJson(limit)
                            : reports.listText(limit));
        }
        return ExitCode.OK.code();
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One run.")
    int show(
            @Parameters(paramLabel = "RUN", arity = "0..1", description = "id of the run")
                    @Nullable Long id,
            @Option(names = "--last", description = "the last run that was no import") boolean last,
            @Option(
                            names = "--output",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = "table, json or html")
                    OutputFormat output) {
        output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.HTML);
        if ((id == null) != last) {
            throw new IllegalUsageException("name a run, or say --last.");
        }
        try (Session session = Session.open(WorkingRole.READER)) {
            RunReports reports = reports(session);
            RunId run =
                    id == null
                            ? reports.last()
                                    .orElseThrow(() ->
                                            new IllegalUsageException("no run has finished yet."))
                            : new RunId(id);
            Console.print(
                    (switch (output) {
                                case JSON -> reports.json(run);
                                case HTML -> reports.html(run);
                                case TABLE, CSV -> reports.text(run);
                            })
                            .orElseThrow(() ->
                                    new IllegalUsageException(
                                            "there is no finished run " + run.value() + ".")));
        }
        return ExitCode.OK.code();
    }

    private static RunReports reports(Session session) {
        return new RunReports(session.get(JdbcClient.class), Json.pretty());
    }
}
