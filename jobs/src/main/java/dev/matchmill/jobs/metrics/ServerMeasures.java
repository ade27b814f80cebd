package dev.matchmill.jobs.metrics;

import java.time.Duration;
import java.util.List;

/** Figures of the database server. */
final class ServerMeasures {

    /** Lag, connections and slow statements. */
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** Hit ratios and what statements took. */
    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** Sizes. */
    static final Duration HOUR = Duration.ofHours(1);

    static final List<Measure> ALL =
            List.of(
                    new Measure(
                            "matchmill_connections",
                            "Client connections to the server by state of the session.",
                            "state",
                            MINUTE,
                            "SELECT state AS label, connections AS value"
                                    + " FROM ops.connection_figures()"),
                    new Measure(
                            "matchmill_connections_limit",
                            "Connections that the server allows.",
                            "",
                            MINUTE,
                            "SELECT '' AS label, current_setting('max_connections')::int AS value"),
                    new Measure(
                            "matchmill_longest_transaction_seconds",
                            "Age of the oldest open transaction.",
                            "",
                            MINUTE,
                            """
                            SELECT '' AS label,
                                   coalesce(max(longest_transaction_seconds), 0) AS value
                            FROM ops.connection_figures()
                            """),
                    new Measure(
                            "matchmill_replication_lag_seconds",
                            "Replay lag of the replica that is farthest behind; absent without"
                                    + " one.",
                            "",
                            MINUTE,
                            "SELECT '' AS label, ops.replication_lag_seconds() AS value"),
                    new Measure(
                            "matchmill_statements_over_100ms",
                            "Normalized statements that took more than 100 ms at least once.",
                            "",
                            MINUTE,
                            "SELECT '' AS label, over_100_ms AS value FROM"
                                    + " ops.statement_figures()"),
                    new Measure(
                            "matchmill_statement_calls",
                            "Executions of statements since the statistics were reset.",
                            "",
                            FIVE_MINUTES,
                            "SELECT '' AS label, calls AS value FROM ops.statement_figures()"),
                    new Measure(
                            "matchmill_statement_seconds",
                            "Time of statements since the statistics were reset.",
                            "",
                            FIVE_MINUTES,
                            "SELECT '' AS label, seconds AS value FROM ops.statement_figures()"),
                    new Measure(
                            "matchmill_hit_ratio",
                            "Share of block reads that were served from shared buffers.",
                            "kind",
                            FIVE_MINUTES,
                            """
                            SELECT 'table' AS label,
                                   sum(heap_blks_hit)::float8
                                   / nullif(sum(heap_blks_hit + heap_blks_read), 0) AS value
                            FROM pg_statio_user_tables
                            UNION ALL
                            SELECT 'index',
                                   sum(idx_blks_hit)::float8
                                   / nullif(sum(idx_blks_hit + idx_blks_read), 0)
                            FROM pg_statio_user_tables
                            """),
                    new Measure(
                            "matchmill_database_bytes",
                            "Size of the database.",
                            "",
                            HOUR,
                            "SELECT '' AS label, pg_database_size(current_database()) AS value"),
                    // Partitions as one, the largest 30: the rest is small.
                    new Measure(
                            "matchmill_table_bytes",
                            "Size of the largest tables with their indexes, partitions summed.",
                            "table",
                            HOUR,
                            """
                            SELECT n.nspname || '.' || c.relname AS label, sum(s.bytes) AS value
                            FROM (
                                SELECT coalesce(pg_partition_root(oid), oid) AS root,
                                       pg_total_relation_size(oid) AS bytes
                                FROM pg_class
                                WHERE relkind = 'r') s
                            JOIN pg_class c ON c.oid = s.root
                            JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE n.nspname IN
                                  ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
                            GROUP BY 1
                            ORDER BY 2 DESC
                            LIMIT 30
                            """));

    private ServerMeasures() {}
}
