package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.FindingKind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether backups are young enough. All of their findings are of kind {@code backup_age}. */
record BackupAges(BackupSettings settings, BackupRuns runs, JdbcClient jdbc) {

    static final String DUMP = "logical backup";
    static final String BASE = "base backup";
    static final String ARCHIVE = "write-ahead log archive";

    /** All there are at this moment. */
    List<Finding> findings(OffsetDateTime now) {
        List<Finding> findings = new ArrayList<>();
        ServerState server = ServerState.of(jdbc);
        Optional<Backup> dump = runs.lastGood(BackupKind.LOGICAL);
        if (isOlder(dump, settings.dumpAge(), now)) {
            findings.add(
                    Finding.critical(
                            FindingKind.BACKUP_AGE,
                            DUMP,
                            hours(dump, now),
                            hours(settings.dumpAge()),
                            "See error_message in ops.backup_runs, then: matchmill backup"
                                    + " logical."));
        }
        Optional<Backup> base = runs.lastGood(BackupKind.PHYSICAL);
        boolean isWanted = base.isPresent() || server.isArchiving();
        if (isWanted && isOlder(base, settings.baseAge(), now)) {
            findings.add(
                    Finding.warning(
                            FindingKind.BACKUP_AGE,
                            BASE,
                            hours(base, now),
                            hours(settings.baseAge()),
                            "Take one: matchmill backup base. The older it is, the longer a"
                                    + " recovery takes."));
        }
        if (server.cannotArchive()) {
            findings.add(archive(server));
        }
        return findings;
    }

    /** The last dump failed; that counts at once, however young the one before is. */
    Finding failed(OffsetDateTime now, String reason) {
        return Finding.critical(
                        FindingKind.BACKUP_AGE,
                        DUMP,
                        hours(runs.lastGood(BackupKind.LOGICAL), now),
                        hours(settings.dumpAge()),
                        "Put right what kept it from its end, then: matchmill backup logical.")
                .with(Map.of("reason", reason));
    }

    private static Finding archive(ServerState server) {
        OffsetDateTime archived = server.lastArchived();
        double seconds =
                archived == null ? 0 : (double) Duration.between(archived, server.at()).toSeconds();
        return Finding.critical(
                FindingKind.BACKUP_AGE,
                ARCHIVE,
                seconds,
                0,
                "The server's archive_command fails, and what is committed since would be lost;"
                        + " the server's log says why.");
    }

    private static boolean isOlder(Optional<Backup> last, Duration age, OffsetDateTime now) {
        return last.isEmpty() || last.get().startedAt().isBefore(now.minus(age));
    }

    // Of what never was there is no age; the threshold and the cure tell.
    private static double hours(Optional<Backup> last, OffsetDateTime now) {
        return last.map(backup -> hours(Duration.between(backup.startedAt(), now))).orElse(0.0);
    }

    private static double hours(Duration duration) {
        return duration.toSeconds() / 3600.0;
    }
}
