package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.maintain.MaintainSettings;
import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;
import java.util.Set;

/** Keeps one row a week for each table, partitions summed up, and finds those that grew fast. */
public final class SizeGrowthReport implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty("J14", "sizeGrowthReport", JobFrequency.WEEKLY, "Table and database growth");

    private static final String INSERT =
            """
            INSERT INTO ops.table_snapshots
                (captured_at, schema_name, table_name, live_rows, dead_rows, table_bytes,
                 index_bytes, toast_bytes, seq_scan, idx_scan, modified_since_analyze,
                 last_vacuum_at, last_analyze_at)
            SELECT :now, tn.nspname, t.relname, sum(s.n_live_tup), sum(s.n_dead_tup),
                   sum(pg_relation_size(c.oid)), sum(pg_indexes_size(c.oid)),
                   sum(CASE WHEN c.reltoastrelid = 0 THEN 0
                            ELSE pg_total_relation_size(c.reltoastrelid) END),
                   sum(s.seq_scan), sum(coalesce(s.idx_scan, 0)), sum(s.n_mod_since_analyze),
                   max(greatest(s.last_vacuum, s.last_autovacuum)),
                   max(greatest(s.last_analyze, s.last_autoanalyze))
            FROM pg_stat_user_tables s
            JOIN pg_class c ON c.oid = s.relid AND c.relkind IN ('r', 'm')
            JOIN pg_class t ON t.oid = coalesce(pg_partition_root(c.oid), c.oid)
            JOIN pg_namespace tn ON tn.oid = t.relnamespace
            GROUP BY tn.nspname, t.relname
            ON CONFLICT (captured_at, schema_name, table_name) DO NOTHING
            """;

    // A week, less half a day for runs that start early.
    private static final String GROWN =
            """
            SELECT n.schema_name || '.' || n.table_name AS "table", n.bytes, n.bytes - b.bytes AS growth
            FROM (
                SELECT schema_name, table_name, table_bytes + index_bytes + toast_bytes AS bytes
                FROM ops.table_snapshots
                WHERE captured_at = :now) n
            JOIN LATERAL (
                SELECT table_bytes + index_bytes + toast_bytes AS bytes
                FROM ops.table_snapshots p
                WHERE p.schema_name = n.schema_name
                  AND p.table_name = n.table_name
                  AND p.captured_at <= :now - interval '156 hours'
                ORDER BY p.captured_at DESC
                LIMIT 1) b ON true
            WHERE n.bytes - b.bytes > :size
              AND n.bytes > b.bytes * (1 + :share)
            ORDER BY growth DESC, "table"
            """;

    private static final String COUNT = "SELECT count(*) FROM pg_stat_user_tables";

    private final RecurringParts parts;
    private final MaintainSettings settings;

    public SizeGrowthReport(RecurringParts parts, MaintainSettings settings) {
        this.settings = settings;
        this.parts = parts;
    }

    private record Grown(String table, long bytes, long growth) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.SIZE_GROWTH, FindingKind.STALE_STATISTICS);
    }

    @Override
    public void run(Visit visit) {
        int tables =
                parts.writes()
                        .inNew(() -> parts.jdbc().sql(INSERT).param("now", visit.now()).update());
        visit.note("tables", tables);
        List<Grown> grown =
                parts.jdbc()
                        .sql(GROWN)
                        .param("now", visit.now())
                        .param("size", settings.growthSize().toBytes())
                        .param("share", settings.growthShare())
                        .query(Grown.class)
                        .list();
        for (Grown table : grown) {
            visit.find(
                    Finding.warning(
                            FindingKind.SIZE_GROWTH,
                            table.table(),
                            (double) table.growth(),
                            (double) settings.growthSize().toBytes(),
                            "Find out what writes there; check the disk, and whether a retention"
                                    + " rule covers the table."));
        }
        StaleStatistics.find(parts.jdbc(), visit);
    }

    @Override
    public void plan(Visit visit) {
        visit.note("tables", parts.jdbc().sql(COUNT).query(Long.class).single());
    }
}
