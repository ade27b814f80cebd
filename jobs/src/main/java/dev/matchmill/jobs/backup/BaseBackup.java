package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.JobFrequency;
import dev.matchmill.migrations.type.RunStatus;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Copies the whole server by pg_basebackup, checks the copy, and removes backups past their end
 * with the pieces of the log that nobody needs any more.
 */
public final class BaseBackup implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J08",
                    "baseBackup",
                    JobFrequency.WEEKLY,
                    "Copies the whole server, for recovery to a point in time");

    private final BackupParts parts;
    private final BackupRuns runs;

    public BaseBackup(BackupParts parts) {
        this.parts = parts;
        this.runs = parts.runs();
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) {
        OffsetDateTime began = visit.now();
        try {
            for (Backup dead : runs.dead(BackupKind.PHYSICAL)) {
                dead.files().delete();
                runs.end(dead.id(), RunStatus.FAILED, "the process died", began);
            }
            BackupFiles files = BackupFiles.named(parts.folder(), "base", began, "");
            long id = runs.begin(BackupKind.PHYSICAL, files.main(), Optional.empty(), began);
            copy(id, files, visit);
            visit.affect("expired backups", new Expiry(parts, runs).remove(began));
            Optional<WalArchive> log = parts.archive();
            if (log.isPresent()) {
                visit.note("pieces of the log removed", tidy(log.get()));
            }
        } catch (IOException refused) {
            throw Refusal.of(refused);
        }
    }

    @Override
    public void plan(Visit visit) {
        visit.note("base backups", 1);
    }

    private void copy(long id, BackupFiles files, Visit visit) throws IOException {
        OffsetDateTime began = visit.now();
        long nanos = System.nanoTime();
        try {
            Optional<BackupRuns.Made> made = new BaseCopy(parts, files, id, visit::isTimeUp).make();
            OffsetDateTime ended = began.plusNanos(System.nanoTime() - nanos);
            if (made.isEmpty()) {
                files.delete();
                runs.end(id, RunStatus.STOPPED, "stopped", ended);
                visit.cutOff();
                return;
            }
            runs.complete(id, made.get(), ended, began.plus(parts.settings().keep()));
            visit.note("base backups", 1);
            visit.note("bytes", made.get().size());
        } catch (IOException | RuntimeException failure) {
            files.delete();
            RuntimeException told = Refusal.of(failure);
            runs.end(id, RunStatus.FAILED, Refusal.text(told), began);
            throw told;
        }
    }

    private long tidy(WalArchive log) throws IOException {
        Optional<String> first =
                runs.all().stream()
                        .filter(one -> one.kind() == BackupKind.PHYSICAL && one.isGood())
                        .map(one -> BaseManifest.read(one.files().main(), parts.parts().json()))
                        .map(manifest -> manifest.start().segment(segmentSize()))
                        .min((a, b) -> a.substring(8).compareTo(b.substring(8)));
        return first.isPresent() ? log.removeBefore(first.get()) : 0;
    }

    private long segmentSize() {
        return parts.parts()
                .jdbc()
                .sql("SELECT pg_size_bytes(current_setting('wal_segment_size'))")
                .query(Long.class)
                .single();
    }
}
