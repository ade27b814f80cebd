package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.report.RunReports;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.Scope;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A verb that executes stages and prints the run's report. */
@Command(mixinStandardHelpOptions = true)
abstract sealed class StageCommand implements Callable<Integer>
        permits RunCommand,
                IngestCommand,
                EmbedCommand,
                MatchCommand,
                ModelsBuildCommand,
                ImportPostingsCommand,
                ImportVocabularyCommand {

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "how the run report is printed: ${COMPLETION-CANDIDATES}",
            completionCandidates = TableOrJson.class)
    private OutputFormat output = OutputFormat.TABLE;

    private final String command;
    private final Scope scope;

    StageCommand(String command, Scope scope) {
        this.command = command;
        this.scope = scope;
    }

    /** Checks what can be wrong with the options before anything is started. */
    abstract void check();

    /** How it works beside others; alone and without a limit where nothing else is said. */
    BackfillOptions backfill() {
        return new BackfillOptions();
    }

    /** Adds the stages. */
    abstract void plan(Session session, Pipeline pipeline);

    @Override
    public final Integer call() throws SQLException {
        output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON);
        check();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            return execute(session, output);
        }
    }

    final int execute(Session session, OutputFormat format) throws SQLException {
        RunOutcome outcome;
        try (Pipeline pipeline = new Pipeline(session)) {
            plan(session, pipeline);
            outcome = pipeline.run(command, scope, backfill());
        }
        RunReports reports = new RunReports(session.get(JdbcClient.class), Json.pretty());
        Console.print(
                format == OutputFormat.JSON
                        ? reports.json(outcome.id()).orElseThrow()
                        : reports.text(outcome.id()).orElseThrow());
        return switch (outcome.end()) {
            case COMPLETED -> ExitCode.OK.code();
            case COMPLETED_WITH_REJECTIONS -> {
                Console.say(
                        "more items were rejected than the threshold allows; see: matchmill rejects"
                                + " list");
                yield ExitCode.REJECTIONS.code();
            }
            case STOPPED -> {
                Console.say("stopped with work left; the next start goes on");
                yield ExitCode.TRY_LATER.code();
            }
        };
    }
}
