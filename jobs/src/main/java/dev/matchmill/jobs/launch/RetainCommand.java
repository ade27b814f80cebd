package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.retain.Explanation;
import dev.matchmill.jobs.retain.PolicyDifference;
import dev.matchmill.jobs.retain.PolicyFile;
import dev.matchmill.jobs.retain.RetainSettings;
import dev.matchmill.jobs.retain.RetentionText;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Retention: rules, plans, their application. */
@Command(
        name = "retain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what retention rules make due, and ends exactly that.",
            "First a plan, then its application: rows that a hold or a change kept meanwhile stay."
        },
        synopsisSubcommandLabel = "(plan|apply|explain|diff|policies)")
final class RetainCommand {

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = {
                "Stores a plan of what is due now, row by row, and prints it with its number.",
                "Nothing else is changed."
            })
    int plan(
            @Option(
                            names = "--show",
                            paramLabel = "PLAN",
                            description = "print that one again and what became of its rows")
                    @Nullable Long shown,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            RetentionWork work = new RetentionWork(session);
            long id = shown == null ? work.plan() : shown;
            Console.print(work.show(id, output));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Applies a plan; a second time changes nothing, after a crash it goes on.",
                "Exit code 4 when a tenant would lose more than the cap allows, 78 when the plan is"
                        + " stale, 75 when it was stopped with work left."
            })
    int apply(
            @Parameters(paramLabel = "PLAN", description = "its number") long plan,
            @Option(
                            names = "--cap",
                            paramLabel = "SHARE",
                            description =
                                    "share of a tenant's rows of a class that may be ended, above"
                                            + " 0, to 1; default matchmill.jobs.retain.cap-share")
                    @Nullable Double cap,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        if (cap != null && !(cap > 0 && cap <= 1)) {
            throw new IllegalUsageException("--cap must be above 0, to 1.");
        }
        try (Session session = Session.open(WorkingRole.BATCH)) {
            double share = cap == null ? session.get(RetainSettings.class).capShare() : cap;
            return new RetentionWork(session).apply(plan, share, output).code();
        }
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = {
                "Why each record of a person is kept or ended.",
                "Rule, clock, day, what blocks it, what will happen. Prints numbers of rows, no"
                        + " names."
            })
    int explain(
            @Parameters(paramLabel = "CANDIDATE", description = "number of the row") long candidate,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            List<Explanation> all = new RetentionWork(session).explain(candidate);
            RetentionText text = new RetentionText(Json.pretty());
            Console.print(
                    output == OutputFormat.JSON ? text.json(all) : text.explanationTable(all));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "What the rules of a file would make due, against the present ones.",
                "Now and in each of the next 26 weeks. Nothing is written."
            })
    int diff(
            @Parameters(
                            paramLabel = "FILE",
                            description = "CSV as `retain policies --output csv` prints")
                    Path file,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Reader rules = open(file);
                Session session = Session.open(WorkingRole.PRIVACY)) {
            List<PolicyDifference> all = new RetentionWork(session).compare(PolicyFile.read(rules));
            RetentionText text = new RetentionText(Json.pretty());
            Console.print(output == OutputFormat.JSON ? text.json(all) : text.differenceTable(all));
        } catch (IOException unreadable) {
            throw new PreconditionException(file + " is not readable", unreadable);
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "policies",
            mixinStandardHelpOptions = true,
            description = {
                "Lists the rules and warns of those that counsel has not confirmed.",
                "Or takes rules from a file, or notes that counsel confirmed some."
            })
    int policies(
            @Option(
                            names = "--import",
                            paramLabel = "FILE",
                            description =
                                    "CSV; a rule of the same scope, class, action, kind and day is"
                                            + " replaced, others stay")
                    @Nullable Path file,
            @Option(
                            names = "--confirm",
                            paramLabel = "RULE",
                            arity = "1..*",
                            split = ",",
                            description = "numbers of rules that counsel confirmed")
                    @Nullable List<Long> confirmed,
            @Option(
                            names = "--contractor",
                            paramLabel = "ORGANIZATION",
                            description =
                                    "print, as CSV, the rules of a federal contractor of the"
                                            + " United States for that organization")
                    @Nullable Long contractor,
            @Option(
                            names = "--output",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = "table, json or csv")
                    OutputFormat output) {
        output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.CSV);
        if (contractor != null) {
            Console.print(PolicyFile.ofContractor(contractor));
            return ExitCode.OK.code();
        }
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            RetentionWork work = new RetentionWork(session);
            if (file != null) {
                try (Reader rules = open(file)) {
                    work.take(PolicyFile.read(rules));
                }
            }
            if (confirmed != null) {
                work.confirm(confirmed);
            }
            Console.print(work.policies(output));
        } catch (IOException unreadable) {
            throw new PreconditionException(file + " is not readable", unreadable);
        }
        return ExitCode.OK.code();
    }

    private static Reader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new PreconditionException(file + " is not readable");
        }
        return Files.newBufferedReader(file);
    }
}
