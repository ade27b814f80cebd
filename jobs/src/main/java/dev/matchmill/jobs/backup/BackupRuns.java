package dev.matchmill.jobs.backup;

import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.BackupKind;
import dev.matchmill.migrations.type.RunStatus;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code ops.backup_runs}. Only one execution at a time works on those of a kind. */
record BackupRuns(Writes writes, JdbcClient jdbc) {

    private static final String BACKUPS =
            """
            SELECT id, upper(kind::text) AS kind, upper(status::text) AS status, started_at,
                   finished_at, location, size_bytes, encode(checksum, 'hex') AS checksum,
                   end_lsn::text AS end_lsn, expires_at, restored_backup_id, restore_seconds,
                   data_loss_seconds, erasures_replayed, error_message, removed_at
            FROM ops.backup_runs
            """;

    private static final String LAST_GOOD =
            """
            WHERE kind = CAST(:kind AS backup_kind)
              AND status = 'completed'
              AND removed_at IS NULL
              AND (CAST(:before AS timestamptz) IS NULL OR finished_at <= :before)
            ORDER BY started_at DESC, id DESC
            LIMIT 1
            """;

    // The newest good one of its kind stays, however old it is.
    private static final String EXPIRED =
            """
            WHERE expires_at <= :now
              AND removed_at IS NULL
              AND status = 'completed'
              AND id <> ALL (
                  SELECT DISTINCT ON (kind) id
                  FROM ops.backup_runs
                  WHERE status = 'completed'
                    AND removed_at IS NULL
                    AND kind IN ('logical', 'physical')
                  ORDER BY kind, started_at DESC, id DESC)
            ORDER BY id
            """;

    private static final String DEAD =
            """
            WHERE kind = CAST(:kind AS backup_kind)
              AND status = 'running'
            ORDER BY id
            """;

    private static final String BEGIN =
            """
            INSERT INTO ops.backup_runs (kind, started_at, location, restored_backup_id)
            VALUES (CAST(:kind AS backup_kind), :now, :location, :restored)
            RETURNING id
            """;

    private static final String COMPLETE =
            """
            UPDATE ops.backup_runs
            SET status = 'completed', finished_at = greatest(:now, started_at), size_bytes = :size,
                checksum = decode(:checksum, 'hex'), end_lsn = CAST(:lsn AS pg_lsn), expires_at = :expires
            WHERE id = :id
            """;

    private static final String PROVE =
            """
            UPDATE ops.backup_runs
            SET status = 'completed', finished_at = greatest(:now, started_at),
                restore_seconds = :seconds, data_loss_seconds = :loss,
                erasures_replayed = :replayed
            WHERE id = :id
            """;

    private static final String END =
            """
            UPDATE ops.backup_runs
            SET status = CAST(:status AS run_status), finished_at = greatest(:now, started_at),
                error_message = :error
            WHERE id = :id
            """;

    private static final String REMOVED =
            "UPDATE ops.backup_runs SET removed_at = :now WHERE id = :id";

    long begin(BackupKind kind, Path location, Optional<Long> restored, OffsetDateTime now) {
        return writes.inNew(() ->
                jdbc.sql(BEGIN)
                        .param("kind", kind.label())
                        .param("now", now)
                        .param("location", location.toString())
                        .param("restored", restored.orElse(null))
                        .query(Long.class)
                        .single());
    }

    void complete(long id, Made made, OffsetDateTime now, OffsetDateTime expires) {
        writes.inNew(() ->
                jdbc.sql(COMPLETE)
                        .param("id", id)
                        .param("now", now)
                        .param("size", made.size())
                        .param("checksum", made.checksum())
                        .param("lsn", made.endLsn())
                        .param("expires", expires)
                        .update());
    }

    void prove(long id, RestoreReport report, OffsetDateTime now) {
        writes.inNew(() ->
                jdbc.sql(PROVE)
                        .param("id", id)
                        .param("now", now)
                        .param("seconds", report.restoreSeconds())
                        .param("loss", report.dataLossSeconds())
                        .param("replayed", report.isReplayed())
                        .update());
    }

    /** Ends one that did not come to a good end. */
    void end(long id, RunStatus status, String error, OffsetDateTime now) {
        writes.inNew(() ->
                jdbc.sql(END)
                        .param("id", id)
                        .param("status", status.label())
                        .param("now", now)
                        .param("error", error)
                        .update());
    }

    void removed(long id, OffsetDateTime now) {
        writes.inNew(() -> jdbc.sql(REMOVED).param("id", id).param("now", now).update());
    }

    /** Those of a kind that a process left running which is no more. */
    List<Backup> dead(BackupKind kind) {
        return jdbc.sql(BACKUPS + DEAD).param("kind", kind.label()).query(Backup.class).list();
    }

    List<Backup> expired(OffsetDateTime now) {
        return jdbc.sql(BACKUPS + EXPIRED).param("now", now).query(Backup.class).list();
    }

    Optional<Backup> lastGood(BackupKind kind) {
        return jdbc.sql(BACKUPS + LAST_GOOD)
                .param("kind", kind.label())
                .param("before", null)
                .query(Backup.class)
                .optional();
    }

    /** The newest that was finished by then. */
    Optional<Backup> lastGood(BackupKind kind, OffsetDateTime before) {
        return jdbc.sql(BACKUPS + LAST_GOOD)
                .param("kind", kind.label())
                .param("before", before)
                .query(Backup.class)
                .optional();
    }

    Optional<Backup> find(long id) {
        return jdbc.sql(BACKUPS + "WHERE id = :id").param("id", id).query(Backup.class).optional();
    }

    /** All of them, newest first. */
    List<Backup> all() {
        return jdbc.sql(BACKUPS + "ORDER BY started_at DESC, id DESC").query(Backup.class).list();
    }

    /**
     * What was made.
     *
     * @param checksum SHA-256 in hexadecimal digits
     */
    record Made(long size, String checksum, String endLsn) {}
}
