package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;

/** Keeps one row a week for each index of what the server counts until its next reset. */
public final class IndexUsageReport implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty("J12", "indexUsageReport", JobFrequency.WEEKLY, "Snapshot of index usage");

    private static final String INSERT =
            """
            INSERT INTO ops.index_snapshots
                (captured_at, schema_name, index_name, table_name, idx_scan, idx_tup_read,
                 idx_tup_fetch, size_bytes, is_constraint, is_valid, stats_reset)
            SELECT :now, s.schemaname, s.indexrelname, s.relname, s.idx_scan, s.idx_tup_read,
                   s.idx_tup_fetch, pg_relation_size(s.indexrelid),
                   EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = s.indexrelid),
                   i.indisvalid, d.stats_reset
            FROM pg_stat_user_indexes s
            JOIN pg_index i ON i.indexrelid = s.indexrelid
            CROSS JOIN (
                SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()) d
            ON CONFLICT (captured_at, schema_name, index_name) DO NOTHING
            """;

    private static final String COUNT = "SELECT count(*) FROM pg_stat_user_indexes";

    private final RecurringParts parts;

    public IndexUsageReport(RecurringParts parts) {
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) {
        int rows =
                parts.writes()
                        .inNew(() -> parts.jdbc().sql(INSERT).param("now", visit.now()).update());
        visit.note("indexes", rows);
    }

    @Override
    public void plan(Visit visit) {
        visit.note("indexes", parts.jdbc().sql(COUNT).query(Long.class).single());
    }
}
