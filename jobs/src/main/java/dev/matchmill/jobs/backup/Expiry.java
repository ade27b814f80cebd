package dev.matchmill.jobs.backup;

import java.io.IOException;
import java.time.OffsetDateTime;

/** Removes backups past their end: files first, so that what a row promises is there. */
record Expiry(BackupParts parts, BackupRuns runs) {

    /** Removes them and says how many; never the newest good one of a kind. */
    long remove(OffsetDateTime now) {
        long removed = 0;
        for (Backup old : runs.expired(now)) {
            try {
                old.files().delete();
            } catch (IOException refused) {
                throw Refusal.of(refused);
            }
            runs.removed(old.id(), now);
            removed++;
        }
        return removed;
    }
}
