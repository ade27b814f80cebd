package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;
import java.util.Set;

/**
 * Finds indexes that nobody read over at least four weekly snapshots without a reset of the
 * statistics in between. Unique ones, those of constraints and the first one of a foreign key work
 * without being read. Indexes of partitions count together, as the one that a person can drop.
 */
public final class UnusedIndexReport implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J13",
                    "unusedIndexReport",
                    JobFrequency.WEEKLY,
                    "Indexes without use over the observation period");

    private static final int SNAPSHOTS = 4;

    /** Smaller ones cost little. */
    private static final long LARGE = 8L << 20;

    private static final String UNUSED =
            """
            WITH indexes AS (
                SELECT s.schemaname, s.indexrelname, s.idx_scan,
                       pg_relation_size(s.indexrelid) AS size_bytes,
                       coalesce((SELECT a.relid
                                 FROM pg_partition_ancestors(s.indexrelid) a
                                 WHERE NOT EXISTS (
                                     SELECT 1 FROM pg_inherits h WHERE h.inhrelid = a.relid)),
                                s.indexrelid) AS top
                FROM pg_stat_user_indexes s),
            observed AS (
                SELECT n.schema_name, n.index_name, count(*) AS snapshots,
                       max(n.idx_scan) AS most, min(n.captured_at) AS since
                FROM ops.index_snapshots n
                WHERE n.captured_at <= :now
                  AND n.stats_reset IS NOT DISTINCT FROM (
                      SELECT stats_reset FROM pg_stat_database
                      WHERE datname = current_database())
                GROUP BY n.schema_name, n.index_name)
            SELECT format('%I.%I', tn.nspname, t.relname) AS index,
                   i.indrelid::regclass::text AS "table",
                   sum(x.size_bytes) AS size_bytes, min(o.snapshots) AS snapshots,
                   to_char(max(o.since) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS since
            FROM indexes x
            JOIN observed o ON o.schema_name = x.schemaname AND o.index_name = x.indexrelname
            JOIN pg_class t ON t.oid = x.top
            JOIN pg_namespace tn ON tn.oid = t.relnamespace
            JOIN pg_index i ON i.indexrelid = x.top
            WHERE NOT i.indisunique
              AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.top)
              AND NOT EXISTS (
                  SELECT 1
                  FROM pg_constraint f
                  WHERE f.contype = 'f'
                    AND f.conrelid IN (
                        SELECT i.indrelid
                        UNION ALL
                        SELECT relid FROM pg_partition_tree(i.indrelid))
                    AND f.conkey[1] = i.indkey[0])
            GROUP BY tn.nspname, t.relname, i.indrelid
            HAVING sum(x.idx_scan) = 0 AND max(o.most) = 0 AND min(o.snapshots) >= :snapshots
            ORDER BY size_bytes DESC, index
            """;

    private final RecurringParts parts;

    public UnusedIndexReport(RecurringParts parts) {
        this.parts = parts;
    }

    private record Unused(
            String index, String table, long sizeBytes, long snapshots, String since) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.UNUSED_INDEX);
    }

    @Override
    public void run(Visit visit) {
        List<Unused> unused = unused(visit);
        unused.forEach(index -> visit.find(finding(index)));
        visit.note("unused", unused.size());
    }

    @Override
    public void plan(Visit visit) {
        visit.note("unused", unused(visit).size());
    }

    private List<Unused> unused(Visit visit) {
        return parts.jdbc()
                .sql(UNUSED)
                .param("now", visit.now())
                .param("snapshots", SNAPSHOTS)
                .query(Unused.class)
                .list();
    }

    private static Finding finding(Unused index) {
        String cure =
                "Not read since "
                        + index.since()
                        + ". If its reader is gone, drop it in a migration: DROP INDEX CONCURRENTLY"
                        + " "
                        + index.index()
                        + ".";
        double size = (double) index.sizeBytes();
        return index.sizeBytes() < LARGE
                ? Finding.info(FindingKind.UNUSED_INDEX, index.index(), size, 0, cure)
                : Finding.warning(FindingKind.UNUSED_INDEX, index.index(), size, 0, cure);
    }
}
