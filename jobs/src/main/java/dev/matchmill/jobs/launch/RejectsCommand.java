package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.rejection.RejectionChoice;
import dev.matchmill.jobs.rejection.RejectionList;
import dev.matchmill.jobs.rejection.RejectionList.Rejection;
import dev.matchmill.jobs.rejection.Replay;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.type.RejectionReason;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was turned away. */
@Command(
        name = "rejects",
        mixinStandardHelpOptions = true,
        description = "Lists what was turned away and why, has it tried again, or gives it up.",
        synopsisSubcommandLabel = "(list|show|replay|drop)")
final class RejectsCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Open rejections and deferrals, the latest first.")
    int list(
            @Mixin RejectionOptions options,
            @Option(
                            names = "--max-items",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "how many; default ${DEFAULT-VALUE}")
                    int limit,
            @Mixin OutputOption format) {
        IllegalUsageException.unlessPositive("--max-items", limit);
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.READER)) {
            RejectionChoice choice = options.choiceOrAll(session.get(Clock.class).instant());
            List<Rejection> page =
                    new RejectionList(session.get(JdbcClient.class)).page(choice, limit);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(page)
                            : table(page));
        }
        return ExitCode.OK.code();
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One rejection.")
    int show(
            @Parameters(paramLabel = "ID", description = "id as `rejects list` prints it") long id,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.READER)) {
            Rejection rejection =
                    new RejectionList(session.get(JdbcClient.class))
                            .find(id)
                            .orElseThrow(() ->
                                    new IllegalUsageException(
                                            "there is no open rejection " + id + "."));
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(rejection)
                            : details(rejection));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Has the next run try again what was turned away, although it did not change.",
                "Needed after a repair of the program or its settings. Twice changes nothing."
            })
    int replay(
            @Mixin RejectionOptions options,
            @Option(names = "--dry-run", description = "say how many, change nothing")
                    boolean dryRun)
            throws SQLException {
        try (Session session = Session.open(WorkingRole.BATCH)) {
            Clock clock = session.get(Clock.class);
            RejectionChoice choice = options.choice(clock.instant());
            if (dryRun) {
                long due = new Replay(session.get(JdbcClient.class), clock).replayable(choice);
                Console.print(due + " would be tried again by the next run\n");
                return ExitCode.OK.code();
            }
            try (RejectionWork work = RejectionWork.begin(session, "rejects replay")) {
                Console.print(work.replay(choice) + " will be tried again by the next run\n");
                long lines = work.linesOfFeeds(choice);
                if (lines > 0) {
                    Console.say(lines + " are lines of feeds, which every import tries anyway");
                }
            }
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = "Gives up what was turned away: it is left alone until it changes.")
    int drop(@Mixin RejectionOptions options) throws SQLException {
        try (Session session = Session.open(WorkingRole.BATCH);
                RejectionWork work = RejectionWork.begin(session, "rejects drop")) {
            RejectionChoice choice = options.choice(session.get(Clock.class).instant());
            Console.print(work.drop(choice) + " given up\n");
        }
        return ExitCode.OK.code();
    }

    private static String table(List<Rejection> page) {
        if (page.isEmpty()) {
            return "nothing is rejected\n";
        }
        TextTable table =
                new TextTable("id", "reason", "category", "stage", "next run", "item", "detail");
        page.forEach(r ->
                table.row(
                        r.id(),
                        r.reason(),
                        words(r.category()),
                        r.stage(),
                        r.retried() ? "tries again" : "leaves it",
                        r.item(),
                        r.detail()));
        return table.render();
    }

    private static String words(RejectionReason.Category category) {
        return switch (category) {
            case REJECT -> "final";
            case RETRY_LATER -> "retry later";
            case OPERATOR -> "operator must act";
        };
    }

    private static String details(Rejection rejection) {
        TextTable table = new TextTable("field", "value");
        Json.mapper()
                .valueToTree(rejection)
                .properties()
                .forEach(field -> table.row(field.getKey(), field.getValue().asString()));
        return table.render();
    }
}
