package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.archive.ArchiveListing;
import dev.matchmill.jobs.archive.ArchiveVerification;
import dev.matchmill.jobs.archive.Restoration;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What left the live tables. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {
            "Lists archived applications, verifies the archive, or brings an application back.",
            "What goes to the archive and when: maintain monthly (J15, J16), maintain quarterly"
                    + " (J20)."
        },
        synopsisSubcommandLabel = "(list|verify|restore)")
final class ArchiveCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Archived applications, the latest first; no names.")
    int list(
            @Option(
                            names = "--organization",
                            paramLabel = "ID",
                            description = "of this organization only")
                    @Nullable Long organization,
            @Option(names = "--posting", paramLabel = "ID", description = "of this posting only")
                    @Nullable Long posting,
            @Option(
                            names = "--max-items",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "how many; default ${DEFAULT-VALUE}")
                    int limit,
            @Mixin OutputOption format) {
        IllegalUsageException.unlessPositive("--max-items", limit);
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            List<ArchiveListing.Line> page =
                    new ArchiveListing(session.get(JdbcClient.class))
                            .page(organization, posting, limit);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(page)
                            : table(page));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Recomputes every checksum of the archive; names the rows that do not fit.",
                "Exit code 4 when there is one."
            })
    int verify() {
        try (Session session = Session.open(WorkingRole.BATCH)) {
            AtomicLong altered = new AtomicLong();
            long rows =
                    new ArchiveVerification(session.get(JdbcClient.class))
                            .verify((table, id) -> {
                                altered.incrementAndGet();
                                Console.print(table + " " + id + " is altered\n");
                            });
            Console.print(rows + " rows checked, " + altered.get() + " altered\n");
            return (altered.get() == 0 ? ExitCode.OK : ExitCode.GATED).code();
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = {
                "Brings an application back with all that belongs to it, and its posting if that"
                        + " is archived too.",
                "Exit code 4 when the checksum does not fit, 78 when it may not come back."
            })
    int restore(
            @Parameters(paramLabel = "APPLICATION", description = "id as `archive list` prints it")
                    long application,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH);
                ArchiveWork work = ArchiveWork.begin(session)) {
            return switch (work.restore(application)) {
                case Restoration.Restored restored -> {
                    Console.print(
                            output == OutputFormat.JSON
                                    ? Json.pretty().writeValueAsString(restored)
                                    : sentence(restored));
                    yield ExitCode.OK.code();
                }
                case Restoration.Altered(String table, long id) -> {
                    Console.say(
                            table
                                    + " "
                                    + id
                                    + " is not what was archived: its checksum does not fit."
                                    + " Nothing was changed. Find out who altered it, or restore"
                                    + " the row from a backup.");
                    yield ExitCode.GATED.code();
                }
                case Restoration.Refused(String why) -> throw new PreconditionException(why + ".");
            };
        }
    }

    private static String sentence(Restoration.Restored restored) {
        StringBuilder text =
                new StringBuilder("application " + restored.application() + " is live again");
        text.append(restored.posting() ? ", and its posting: " : ": ")
                .append(restored.rows())
                .append(" rows\n");
        restored.remarks().forEach(remark -> text.append("- ").append(remark).append('\n'));
        return text.toString();
    }

    private static String table(List<ArchiveListing.Line> page) {
        if (page.isEmpty()) {
            return "nothing is archived\n";
        }
        TextTable table =
                new TextTable(
                        "application",
                        "posting",
                        "organization",
                        "status",
                        "applied",
                        "archived",
                        "version",
                        "");
        page.forEach(line ->
                table.row(
                        line.application(),
                        line.posting(),
                        line.organization(),
                        line.status(),
                        line.appliedAt().toLocalDate(),
                        line.archivedAt().toLocalDate(),
                        line.version(),
                        line.isAnonymised() ? "anonymised" : ""));
        return table.render();
    }
}
