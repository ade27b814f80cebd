package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.backup.BackupParts;
import dev.matchmill.jobs.backup.BackupSettings;
import dev.matchmill.jobs.backup.BackupText;
import dev.matchmill.jobs.backup.ErasureReplay;
import dev.matchmill.jobs.backup.RestoreDrill;
import dev.matchmill.jobs.backup.RestoreReport;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proof that a backup can be restored. */
@Command(
        name = "restore-test",
        mixinStandardHelpOptions = true,
        description = {
            "Restores a backup on a server of its own, replays the erasures there, compares,"
                    + " measures, and removes it again.",
            "The live database is only read. `maintain quarterly` does it with the last backup.",
            "Exit code 4 when the copy differs where nobody has written since."
        })
final class RestoreTestCommand implements Callable<Integer> {

    @Option(
            names = "--backup",
            paramLabel = "ID",
            description = "as `backup list` prints it; else the last base backup or dump")
    private @Nullable Long backup;

    @Option(
            names = "--target-time",
            paramLabel = "TIME",
            description =
                    "recover to this moment, such as 2026-03-01T12:00:00Z; else as far as"
                            + " the log was archived")
    private @Nullable OffsetDateTime target;

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() throws SQLException {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.BATCH)) {
            RestoreDrill test =
                    new RestoreDrill(
                            session.get(BackupParts.class),
                            session.get(ErasureReplay.class),
                            new RestoreDrill.Choice(
                                    Optional.ofNullable(backup), Optional.ofNullable(target)));
            if (!new Maintenance(session, test).completes()) {
                Console.say("stopped before its end; start it again");
                return ExitCode.TRY_LATER.code();
            }
            RestoreReport report =
                    test.report()
                            .orElseThrow(() ->
                                    new PreconditionException(
                                            "There is no backup to restore: matchmill"
                                                    + " backup logical, or matchmill backup"
                                                    + " base."));
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(report)
                            : BackupText.report(report, session.get(BackupSettings.class)));
            boolean isSound = report.unexplained().isEmpty() && !report.ledgerBroken();
            return isSound ? ExitCode.OK.code() : ExitCode.GATED.code();
        }
    }
}
