package dev.matchmill.jobs.backup;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The live server at a moment.
 *
 * @param at of its own clock
 * @param major release, such as 15
 * @param lsn position in the write-ahead log
 * @param isArchiving whether it archives its log
 * @param lastArchived when it last did
 * @param lastFailed when it last could not
 * @param keepsCommitTimes whether it can tell when a transaction was committed
 * @param tableBytes about the size of the database without its indexes
 * @param tablespaces other than its own two
 */
record ServerState(
        OffsetDateTime at,
        int major,
        String lsn,
        boolean isArchiving,
        @Nullable OffsetDateTime lastArchived,
        @Nullable OffsetDateTime lastFailed,
        boolean keepsCommitTimes,
        long tableBytes,
        long serverBytes,
        int tablespaces) {

    // Sizes as the catalogue has them: asking the files would wait for whoever locks a table.
    private static final String STATE =
            """
            SELECT clock_timestamp() AS at,
                   current_setting('server_version_num')::int / 10000 AS major,
                   (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                         ELSE pg_current_wal_lsn() END)::text AS lsn,
                   current_setting('archive_mode') <> 'off' AS is_archiving,
                   a.last_archived_time AS last_archived,
                   a.last_failed_time AS last_failed,
                   current_setting('track_commit_timestamp')::boolean AS keeps_commit_times,
                   (SELECT coalesce(sum(relpages), 0)::bigint
                           * current_setting('block_size')::bigint
                    FROM pg_class WHERE relkind IN ('r', 't', 'm')) AS table_bytes,
                   (SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint
                    FROM pg_database
                    WHERE has_database_privilege(oid, 'CONNECT')) AS server_bytes,
                   (SELECT count(*)::int FROM pg_tablespace
                    WHERE spcname NOT IN ('pg_default', 'pg_global')) AS tablespaces
            FROM pg_stat_archiver a
            """;

    static ServerState of(JdbcClient jdbc) {
        return jdbc.sql(STATE).query(ServerState.class).single();
    }

    /** Whether the last thing its archiver did was to fail. */
    boolean cannotArchive() {
        OffsetDateTime failed = lastFailed;
        OffsetDateTime archived = lastArchived;
        return isArchiving && failed != null && (archived == null || failed.isAfter(archived));
    }
}
