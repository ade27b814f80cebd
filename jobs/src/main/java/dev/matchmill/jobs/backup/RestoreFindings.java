package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a restore test somebody should look at. All findings are of kind restore_test. */
final class RestoreFindings {

    private RestoreFindings() {}

    static List<Finding> of(RestoreReport report, BackupSettings settings) {
        List<Finding> findings = new ArrayList<>();
        double goal = settings.restoreGoal().toSeconds();
        if (report.restoreSeconds() > goal) {
            findings.add(
                    Finding.warning(
                            FindingKind.RESTORE_TEST,
                            "restore time",
                            report.restoreSeconds(),
                            goal,
                            "Take base backups more often (less log to recover), or restore to a"
                                    + " faster disk."));
        }
        Double loss = report.dataLossSeconds();
        double most = settings.lossGoal().toSeconds();
        if (loss != null && loss > most) {
            findings.add(loss(report, loss, most));
        }
        if (!report.unexplained().isEmpty()) {
            findings.add(
                    Finding.critical(
                                    FindingKind.RESTORE_TEST,
                                    "restored rows",
                                    report.unexplained().size(),
                                    0,
                                    "Do not rely on this backup: take a new one, and look for what"
                                            + " damaged it.")
                            .with(Map.of("tables", report.unexplained())));
        }
        if (report.ledgerBroken()) {
            findings.add(
                    Finding.critical(
                            FindingKind.RESTORE_TEST,
                            "erasure ledger",
                            1,
                            0,
                            "compliance.verify_ledger() names the entries of the copy whose hash"
                                    + " is wrong; compare with the live database."));
        }
        return findings;
    }

    static Finding failed(String reason) {
        return Finding.critical(
                        FindingKind.RESTORE_TEST,
                        "restore test",
                        1,
                        0,
                        "Put right what kept it from its end, then: matchmill restore-test.")
                .with(Map.of("reason", reason));
    }

    static Finding nothingToRestore() {
        return Finding.critical(
                FindingKind.RESTORE_TEST,
                "restore test",
                0,
                1,
                "There is no backup to restore: matchmill backup logical, or matchmill backup"
                        + " base.");
    }

    private static Finding loss(RestoreReport report, double loss, double most) {
        return Finding.warning(
                FindingKind.RESTORE_TEST,
                "data loss",
                loss,
                most,
                report.kind() == BackupKind.LOGICAL
                        ? "A dump alone always loses what came after it: switch on archiving of the"
                                + " write-ahead log and take base backups (config/deploy/backup)."
                        : report.isLossExact()
                                ? "Lower archive_timeout, and see that archive_command keeps up."
                                : "At most that; with track_commit_timestamp = on the server can"
                                        + " tell exactly. Lower archive_timeout.");
    }
}
