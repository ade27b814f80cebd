package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.erase.ErasureExecution;
import dev.matchmill.jobs.erase.ErasureParts;
import dev.matchmill.jobs.erase.RequestStep;
import dev.matchmill.jobs.erase.RequestText;
import dev.matchmill.jobs.erase.Requests;
import dev.matchmill.jobs.erase.SubjectRequest;
import dev.matchmill.jobs.erase.Verification;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.SubjectRequestType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requests of persons, and erasure. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in, verifies, decides and executes requests of persons.",
            "An erasure: request, verify, approve, plan, run; then: matchmill certificate show ID."
        },
        subcommands = {ErasePlanCommand.class, EraseReplayCommand.class},
        synopsisSubcommandLabel = "(request|verify|approve|reject|plan|run|list|show|replay)")
final class EraseCommand {

    /** Who asks. */
    static final class Person {

        @Option(
                names = "--email-file",
                required = true,
                paramLabel = "FILE",
                description = "whose first line is the person's address; - is standard input")
        @Nullable Path file;

        @Option(
                names = "--candidate",
                required = true,
                paramLabel = "ID",
                description = "row of candidates")
        @Nullable Long candidate;
    }

    @Command(
            name = "request",
            mixinStandardHelpOptions = true,
            description = "Takes a request in; prints its number. It is due after 30 days.")
    int request(
            @ArgGroup(exclusive = true, multiplicity = "1") Person person,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            defaultValue = "erasure",
                            description =
                                    "erasure, access, portability, rectification or restriction;"
                                            + " default ${DEFAULT-VALUE}")
                    SubjectRequestType type,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            defaultValue = "platform",
                            description = "platform or organization:NAME; default ${DEFAULT-VALUE}")
                    String scope) {
        Path file = person.file;
        Long candidate = person.candidate;
        Optional<String> address = Optional.ofNullable(file).map(RequestWork::address);
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            RequestWork work = RequestWork.of(session, "erase request", null);
            SubjectFingerprint prints =
                    SubjectFingerprint.of(Home.path(), session.get(JdbcClient.class));
            long id =
                    candidate == null
                            ? work.receive(type, scope, address.orElseThrow(), prints)
                            : work.receive(type, scope, candidate, prints);
            Console.print(Long.toString(id));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Notes that the person is who they say. What was shown is not kept.")
    int verify(
            @Parameters(paramLabel = "ID", description = "number of the request") long id,
            @Option(
                            names = "--method",
                            required = true,
                            paramLabel = "METHOD",
                            description = "one of ${COMPLETION-CANDIDATES}")
                    Verification method,
            @Option(names = "--by", paramLabel = "USER", description = "row of users: who acts")
                    @Nullable Long by) {
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            RequestWork.of(session, "erase verify", by).verify(id, method);
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description =
                    "Approves a request whose identity is verified; the next run executes it.")
    int approve(
            @Parameters(paramLabel = "ID", description = "number of the request") long id,
            @Option(names = "--by", paramLabel = "USER", description = "row of users: who acts")
                    @Nullable Long by) {
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            RequestWork.of(session, "erase approve", by).decide(id, RequestStep.APPROVE, null);
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Rejects a request that is not begun, and closes it.")
    int reject(
            @Parameters(paramLabel = "ID", description = "number of the request") long id,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "why, without naming the person")
                    String reason,
            @Option(names = "--by", paramLabel = "USER", description = "row of users: who acts")
                    @Nullable Long by) {
        if (reason.isBlank()) {
            throw new IllegalUsageException("--reason must say something.");
        }
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            RequestWork.of(session, "erase reject", by).decide(id, RequestStep.REJECT, reason);
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = {
                "Executes what is approved and finishes what is INCOMPLETE, as the daily job J05.",
                "Exit code 75 when documents are being taken in: try again."
            })
    int run(
            @Option(names = "--request", paramLabel = "ID", description = "only this one")
                    @Nullable Long id,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        OptionalLong only = id == null ? OptionalLong.empty() : OptionalLong.of(id);
        try (Session session = Session.open(WorkingRole.BATCH)) {
            ErasureParts parts = session.get(ErasureParts.class);
            if (id != null) {
                RequestWork.find(session.get(RecurringParts.class).privacy().get().jdbc(), id);
            }
            return new Maintenance(session, new ErasureExecution(parts, only))
                    .run(Optional.empty(), output);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Requests, the most urgent first. Shows nobody's data.")
    int list(
            @Option(names = "--all", description = "closed ones, too") boolean closed,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            Instant now = session.get(Clock.class).instant();
            List<SubjectRequest> all = new Requests(session.get(JdbcClient.class)).all(!closed);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty()
                                    .writeValueAsString(
                                            all.stream()
                                                    .map(it -> RequestText.map(it, now))
                                                    .toList())
                            : RequestText.table(all, now));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One request, and the steps of its erasure. Shows nobody's data.")
    int show(
            @Parameters(paramLabel = "ID", description = "number of the request") long id,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            Instant now = session.get(Clock.class).instant();
            JdbcClient jdbc = session.get(JdbcClient.class);
            SubjectRequest request = RequestWork.find(jdbc, id);
            String steps = RequestText.steps(jdbc, id);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(RequestText.map(request, now))
                            : RequestText.table(List.of(request), now)
                                    + (steps.isEmpty() ? "" : "\n" + steps));
        }
        return ExitCode.OK.code();
    }
}
