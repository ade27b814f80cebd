package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.RunStatus;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ops.backup_runs}.
 *
 * @param checksum SHA-256 in hexadecimal digits: of the dump, or of a base backup's manifest
 * @param endLsn position in the write-ahead log up to which it holds everything
 * @param removedAt its files are gone since then
 */
public record Backup(
        long id,
        BackupKind kind,
        RunStatus status,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        String location,
        @Nullable Long sizeBytes,
        @Nullable String checksum,
        @Nullable String endLsn,
        @Nullable OffsetDateTime expiresAt,
        @Nullable Long restoredBackupId,
        @Nullable Double restoreSeconds,
        @Nullable Double dataLossSeconds,
        @Nullable Boolean erasuresReplayed,
        @Nullable String errorMessage,
        @Nullable OffsetDateTime removedAt) {

    /** Its files. */
    BackupFiles files() {
        return new BackupFiles(Path.of(location));
    }

    /** Whether it can be restored, as far as its row says. */
    boolean isGood() {
        return status == RunStatus.COMPLETED && removedAt == null;
    }
}
