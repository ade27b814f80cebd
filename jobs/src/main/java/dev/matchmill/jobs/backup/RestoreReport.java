package dev.matchmill.jobs.backup;

import dev.matchmill.migrations.type.BackupKind;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore test found.
 *
 * @param backup its row in {@code ops.backup_runs}
 * @param target the moment that was asked for; null: the last there is
 * @param restoredTo commit time of the last transaction in the copy
 * @param restoreSeconds until the copy could be used, replay of erasures included
 * @param dataLossSeconds how much of the latest work it misses; null with a target
 * @param isLossExact whether the server could tell; otherwise it is at most that
 * @param isReplayed whether erasures were replayed
 * @param erased persons whom the replay erased in the copy
 * @param tables how many were compared
 * @param rows in all of them
 * @param ledgerBroken whether the copy's chain of erasures is broken
 */
public record RestoreReport(
        long backup,
        BackupKind kind,
        OffsetDateTime takenAt,
        @Nullable OffsetDateTime target,
        OffsetDateTime restoredTo,
        double restoreSeconds,
        @Nullable Double dataLossSeconds,
        boolean isLossExact,
        boolean isReplayed,
        long erased,
        long tables,
        long rows,
        List<TableDifference> differences,
        boolean ledgerBroken) {

    public RestoreReport {
        differences = List.copyOf(differences);
    }

    /** Tables that nobody wrote to and that differ all the same. */
    public List<TableDifference> unexplained() {
        return differences.stream()
                .filter(it -> it.cause() == TableDifference.Cause.UNEXPLAINED)
                .toList();
    }
}
