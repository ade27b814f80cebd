package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import dev.matchmill.migrations.type.RunStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Dumps the database, removes backups past their end, and judges the age of all kinds. What a
 * killed run left is removed by the next; a backup counts when its row says completed.
 */
public final class LogicalBackup implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J08",
                    "logicalBackup",
                    JobFrequency.DAILY,
                    "Dumps the database, removes backups past their end");

    private final BackupParts parts;
    private final BackupRuns runs;
    private final boolean always;

    private LogicalBackup(BackupParts parts, boolean always) {
        this.parts = parts;
        this.runs = parts.runs();
        this.always = always;
    }

    /** The daily one: makes no dump while one is younger than the settings want. */
    public static LogicalBackup daily(BackupParts parts) {
        return new LogicalBackup(parts, false);
    }

    /** One that somebody asked for. */
    public static LogicalBackup now(BackupParts parts) {
        return new LogicalBackup(parts, true);
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.BACKUP_AGE);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        for (Backup dead : runs.dead(BackupKind.LOGICAL)) {
            tidy(dead, visit.now());
        }
        if (isDue(visit.now())) {
            dump(visit);
        } else {
            visit.note("dumps", 0);
        }
        if (!visit.isTimeUp()) {
            visit.affect("expired backups", new Expiry(parts, runs).remove(visit.now()));
        }
        new BackupAges(parts.settings(), runs, parts.parts().jdbc())
                .findings(visit.now())
                .forEach(visit::find);
    }

    @Override
    public void plan(Visit visit) {
        visit.note("dumps", isDue(visit.now()) ? 1 : 0);
        visit.affect("expired backups", runs.expired(visit.now()).size());
    }

    private boolean isDue(OffsetDateTime now) {
        Optional<Backup> last = runs.lastGood(BackupKind.LOGICAL);
        return always
                || last.isEmpty()
                || !last.get().startedAt().isAfter(now.minus(parts.settings().spacing()));
    }

    private void dump(Visit visit) throws SQLException {
        Optional<Long> last = runs.lastGood(BackupKind.LOGICAL).map(Backup::sizeBytes);
        BackupFiles files =
                BackupFiles.named(parts.folder(), parts.owner().database(), visit.now(), ".dump");
        OffsetDateTime began = visit.now();
        long id = runs.begin(BackupKind.LOGICAL, files.main(), Optional.empty(), began);
        long nanos = System.nanoTime();
        try {
            Optional<BackupRuns.Made> made = new Dump(parts, files, id, visit::isTimeUp).make(last);
            OffsetDateTime ended = began.plusNanos(System.nanoTime() - nanos);
            if (made.isEmpty()) {
                files.delete();
                runs.end(id, RunStatus.STOPPED, "stopped", ended);
                visit.cutOff();
                return;
            }
            runs.complete(id, made.get(), ended, began.plus(parts.settings().keep()));
            visit.note("dumps", 1);
            visit.note("bytes", made.get().size());
        } catch (SQLException | IOException | RuntimeException failure) {
            throw failed(id, files, failure, visit, Duration.ofNanos(System.nanoTime() - nanos));
        }
    }

    private RuntimeException failed(
            long id, BackupFiles files, Exception failure, Visit visit, Duration took) {
        RuntimeException told = Refusal.of(failure);
        try {
            files.delete();
        } catch (IOException left) {
            told.addSuppressed(left);
        }
        runs.end(id, RunStatus.FAILED, Refusal.text(told), visit.now().plus(took));
        visit.find(
                new BackupAges(parts.settings(), runs, parts.parts().jdbc())
                        .failed(visit.now(), Refusal.text(told)));
        return told;
    }

    private void tidy(Backup dead, OffsetDateTime now) throws SQLException {
        try {
            Dump.tidy(parts, dead);
        } catch (IOException refused) {
            throw Refusal.of(refused);
        }
        runs.end(dead.id(), RunStatus.FAILED, "the process died", now);
    }
}
