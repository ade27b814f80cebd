package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps one row an hour of figures that the server forgets. */
public final class DatabaseSnapshot implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J26",
                    "databaseSnapshot",
                    JobFrequency.HOURLY,
                    "Connections, hit ratios, size, replication lag");

    /** Hit ratios that a working set in memory reaches (SCHEMA claims of the monitoring report). */
    private static final double TABLE_HITS = 0.95;

    private static final double INDEX_HITS = 0.99;

    /** Below so many block accesses a ratio says nothing. */
    private static final long ACCESSES = 1_000_000;

    private static final double LAG_SECONDS = 60;

    private static final String NOW =
            """
            SELECT pg_database_size(d.oid) AS database_bytes,
                   current_setting('max_connections')::int AS max_connections,
                   a.*,
                   (SELECT sum(heap_blks_hit)::float8
                           / nullif(sum(heap_blks_hit + heap_blks_read), 0)
                    FROM pg_statio_user_tables) AS table_hit_ratio,
                   (SELECT sum(idx_blks_hit)::float8
                           / nullif(sum(idx_blks_hit + idx_blks_read), 0)
                    FROM pg_statio_user_tables) AS index_hit_ratio,
                   d.deadlocks, d.temp_bytes,
                   (SELECT max(extract(epoch FROM replay_lag))::float8
                    FROM pg_stat_replication) AS replication_lag_seconds,
                   d.blks_hit + d.blks_read AS accesses
            FROM (
                SELECT s.datid AS oid, s.deadlocks, s.temp_bytes, s.blks_hit, s.blks_read
                FROM pg_stat_database s
                WHERE s.datname = current_database()) d
            CROSS JOIN (
                SELECT count(*)::int AS connections,
                       count(*) FILTER (WHERE state = 'active')::int AS active_connections,
                       count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int
                           AS idle_in_transaction,
                       coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8
                           AS longest_transaction_seconds
                FROM pg_stat_activity
                WHERE backend_type = 'client backend') a
            """;

    private static final String INSERT =
            """
            INSERT INTO ops.database_snapshots
                (captured_at, database_bytes, connections, max_connections, active_connections,
                 idle_in_transaction, longest_transaction_seconds, table_hit_ratio,
                 index_hit_ratio, deadlocks, temp_bytes, replication_lag_seconds)
            VALUES (:now, :database_bytes, :connections, :max_connections, :active_connections,
                    :idle_in_transaction, :longest_transaction_seconds, :table_hit_ratio,
                    :index_hit_ratio, :deadlocks, :temp_bytes, :replication_lag_seconds)
            ON CONFLICT (captured_at) DO NOTHING
            """;

    private final RecurringParts parts;

    public DatabaseSnapshot(RecurringParts parts) {
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(
                FindingKind.LOW_CACHE_HIT, FindingKind.LOW_INDEX_HIT, FindingKind.REPLICATION_LAG);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        Map<String, @Nullable Object> figures;
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            figures = owner.jdbc().sql(NOW).query().singleRow();
        }
        int written =
                parts.writes()
                        .inNew(() ->
                                parts.jdbc()
                                        .sql(INSERT)
                                        .params(figures)
                                        .param("now", visit.now())
                                        .update());
        visit.note("snapshots", written);
        if (figures.get("accesses") instanceof Number accesses
                && accesses.longValue() >= ACCESSES) {
            judgeHits(visit, figures, "table_hit_ratio", TABLE_HITS, FindingKind.LOW_CACHE_HIT);
            judgeHits(visit, figures, "index_hit_ratio", INDEX_HITS, FindingKind.LOW_INDEX_HIT);
        }
        if (figures.get("replication_lag_seconds") instanceof Double lag && lag > LAG_SECONDS) {
            visit.find(
                    Finding.warning(
                            FindingKind.REPLICATION_LAG,
                            "replicas",
                            lag,
                            LAG_SECONDS,
                            "Look at the replica's disk and network, and at long queries on it."));
        }
    }

    @Override
    public void plan(Visit visit) {
        visit.note("snapshots", 1);
    }

    private static void judgeHits(
            Visit visit,
            Map<String, @Nullable Object> figures,
            String figure,
            double least,
            FindingKind kind) {
        if (figures.get(figure) instanceof Double ratio && ratio < least) {
            visit.find(
                    Finding.warning(
                            kind,
                            figure,
                            ratio,
                            least,
                            "The working set no longer fits into shared_buffers: raise it, or find"
                                    + " what reads so much (slow statements, sequential scans)."));
        }
    }
}
