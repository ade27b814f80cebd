package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.hold.HoldOrder;
import dev.matchmill.jobs.hold.HoldText;
import dev.matchmill.jobs.hold.LegalHold;
import dev.matchmill.jobs.hold.LegalHolds;
import dev.matchmill.jobs.hold.PlaceHold;
import dev.matchmill.jobs.hold.ReleaseHold;
import dev.matchmill.jobs.run.ExitCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Legal holds. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = {
            "Places, releases, lists or shows legal holds.",
            "What is under one is neither deleted nor anonymised, whatever a rule or a request"
                    + " says."
        },
        synopsisSubcommandLabel = "(place|release|list|show)")
final class HoldCommand {

    /** What the verbs that change something can be told. */
    static final class Authority {

        @Option(
                names = "--by",
                paramLabel = "EMAIL",
                description = "the user on whose word it happens, for the audit trail")
        private @Nullable String user;

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                defaultValue = "30",
                description =
                        "how long to wait for deletions in progress, at most 50; default"
                                + " ${DEFAULT-VALUE}")
        private int seconds;

        HoldWork begin(Session session, String command) {
            return HoldWork.begin(session, command, Optional.ofNullable(user), seconds);
        }
    }

    @Command(
            name = "place",
            mixinStandardHelpOptions = true,
            description = {
                "Places a hold. It waits for deletions in progress; every later one finds it.",
                "Placing the very same again changes nothing. Exit code 75 when a deletion took"
                        + " too long."
            })
    int place(
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "of the case; no two open holds share one")
                    String name,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, and who ordered it")
                    String reason,
            @Option(
                            names = "--on",
                            required = true,
                            paramLabel = "SUBJECT",
                            description =
                                    "posting:REF-or-ID, application:ID, candidate:ID or"
                                            + " organization:NAME-or-ID; repeatable")
                    List<String> subjects,
            @Option(
                            names = "--organization",
                            paramLabel = "NAME-or-ID",
                            description = "whose case it is; postings are looked for there only")
                    @Nullable String organization,
            @Option(
                            names = "--review",
                            paramLabel = "DATE",
                            description = "when to ask whether it is still needed")
                    @Nullable LocalDate review,
            @Mixin Authority authority) {
        if (name.isBlank() || reason.isBlank()) {
            throw new IllegalUsageException("--name and --reason must say something.");
        }
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            HoldWork work = authority.begin(session, "hold place");
            HoldOrder order =
                    new HoldOrder(
                            name,
                            reason,
                            Optional.ofNullable(organization).map(work::organization),
                            subjects.stream().map(HoldWork::subject).toList(),
                            Optional.ofNullable(review));
            PlaceHold.End end = new PlaceHold(work.writes()).place(order);
            Console.print(HoldSentences.of(end));
            return HoldSentences.exitCode(end).code();
        }
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = {
                "Releases a hold. Nothing is deleted by that.",
                "The next evaluation of retention sets the last days of what it covered anew, and"
                        + " requests for erasure that it blocked go on."
            })
    int release(
            @Parameters(paramLabel = "HOLD", description = "id as `hold list` prints it") long id,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why it is no longer needed")
                    String reason,
            @Mixin Authority authority) {
        if (reason.isBlank()) {
            throw new IllegalUsageException("--reason must say something.");
        }
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            HoldWork work = authority.begin(session, "hold release");
            ReleaseHold.End end = new ReleaseHold(work.writes()).release(id, reason);
            Console.print(HoldSentences.of(id, end));
            return HoldSentences.exitCode(end).code();
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "What is under a hold, since when, and what would be gone without it.")
    int list(
            @Option(names = "--all", description = "those that are released too") boolean all,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            List<LegalHold> holds =
                    new LegalHolds(session.get(JdbcClient.class))
                            .list(session.get(Clock.class), all);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(holds)
                            : HoldText.table(holds));
        }
        return ExitCode.OK.code();
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One hold.")
    int show(
            @Parameters(paramLabel = "HOLD", description = "id as `hold list` prints it") long id,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            LegalHold hold =
                    new LegalHolds(session.get(JdbcClient.class))
                            .find(id, session.get(Clock.class))
                            .orElseThrow(() -> HoldSentences.unknown(id));
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(hold)
                            : HoldText.page(hold));
        }
        return ExitCode.OK.code();
    }
}
