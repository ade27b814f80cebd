package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.backup.BackupParts;
import dev.matchmill.jobs.backup.BackupText;
import dev.matchmill.jobs.backup.BackupVerification;
import dev.matchmill.jobs.backup.BaseBackup;
import dev.matchmill.jobs.backup.LogicalBackup;
import dev.matchmill.jobs.run.ExitCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backups. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, lists and checks backups of the database.",
            "They go to matchmill.jobs.backup.folder, by default MATCHMILL_HOME/backups, and stay"
                    + " 30 days. `restore-test` proves that they can be restored."
        },
        synopsisSubcommandLabel = "(logical|base|list|verify)")
final class BackupCommand {

    @Command(
            name = "logical",
            mixinStandardHelpOptions = true,
            description = "Dumps the database by pg_dump; `maintain daily` does it once a day.")
    int logical(
            @Option(names = "--folder", paramLabel = "DIR", description = "where it goes")
                    @Nullable Path folder,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            return new Maintenance(session, LogicalBackup.now(parts(session, folder)))
                    .run(Optional.empty(), output);
        }
    }

    @Command(
            name = "base",
            mixinStandardHelpOptions = true,
            description = {
                "Copies the whole server by pg_basebackup and checks the copy.",
                "With archiving of the write-ahead log it can be recovered to any later moment;"
                        + " see config/deploy/backup."
            })
    int base(
            @Option(names = "--folder", paramLabel = "DIR", description = "where it goes")
                    @Nullable Path folder,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            return new Maintenance(session, new BaseBackup(parts(session, folder)))
                    .run(Optional.empty(), output);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All backups and restore tests, newest first.")
    int list(@Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            BackupParts parts = session.get(BackupParts.class);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(BackupText.values(parts))
                            : BackupText.list(parts));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Checks backups against their checksums, and by pg_restore --list or"
                        + " pg_verifybackup.",
                "Exit code 4 when one is damaged."
            })
    int verify(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "ID",
                            description =
                                    "as `backup list` prints it; else the newest of each kind")
                    @Nullable Long id,
            @Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            List<BackupVerification.Verdict> verdicts =
                    new BackupVerification(session.get(BackupParts.class))
                            .verify(Optional.ofNullable(id));
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(BackupText.values(verdicts))
                            : BackupText.verdicts(verdicts));
            return verdicts.stream().allMatch(verdict -> verdict.problem().isEmpty())
                    ? ExitCode.OK.code()
                    : ExitCode.GATED.code();
        }
    }

    private static BackupParts parts(Session session, @Nullable Path folder) {
        BackupParts parts = session.get(BackupParts.class);
        return folder == null
                ? parts
                : new BackupParts(
                        parts.parts(),
                        parts.settings().in(folder.toAbsolutePath().normalize()),
                        parts.owner(),
                        parts.replication(),
                        parts.programs(),
                        parts.clock());
    }
}
