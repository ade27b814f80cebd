package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.JobFrequency;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Vacuums and analyzes each table, the largest last, without those that autovacuum did within a
 * day. Partitioned parents are analyzed: autovacuum never does, and plans over all partitions need
 * it.
 */
public final class StatisticsRefresh implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J31", "statisticsRefresh", JobFrequency.MONTHLY, "ANALYZE and VACUUM ANALYZE");

    // A run that was cut off goes on where it left off: what it did is younger than a day. Pages
    // from the catalogue: asking for a table's size would wait for whoever has locked it.
    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'p' AS is_parent
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.relkind IN ('r', 'm', 'p')
              AND c.relpersistence = 'p'
              AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
              AND (c.relkind <> 'p'
                   OR EXISTS (SELECT 1 FROM pg_partition_tree(c.oid) WHERE isleaf))
              AND NOT (
                  coalesce(greatest(s.last_analyze, s.last_autoanalyze), '-infinity')
                      > :now - interval '1 day'
                  AND (c.relkind = 'p'
                       OR coalesce(greatest(s.last_vacuum, s.last_autovacuum), '-infinity')
                          > :now - interval '1 day'
                       OR c.relkind = 'm')
                  AND s.n_mod_since_analyze = 0)
            ORDER BY c.relkind = 'p', c.relpages, name
            """;

    private final RecurringParts parts;

    public StatisticsRefresh(RecurringParts parts) {
        this.parts = parts;
    }

    private record Table(String name, boolean isParent) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(FindingKind.STALE_STATISTICS);
    }

    @Override
    public void run(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            new VectorIndexes(parts).rebuild(owner, visit);
            int done = 0;
            for (Table table : tables(owner, visit)) {
                String how = table.isParent() ? "ANALYZE " : "VACUUM (ANALYZE) ";
                switch (owner.run(how + table.name())) {
                    case DONE -> done++;
                    case LOCKED -> visit.postpone(table.name());
                    case CUT_OFF -> visit.note("cut off at", table.name());
                }
                if (visit.isTimeUp()) {
                    break;
                }
            }
            visit.note("tables", done);
            owner.jdbc().sql("SELECT pg_stat_clear_snapshot()").query().singleRow();
            StaleStatistics.find(owner.jdbc(), visit);
        }
    }

    @Override
    public void plan(Visit visit) throws SQLException {
        try (OwnerSession owner = OwnerSession.open(parts, visit)) {
            visit.note("tables", tables(owner, visit).size());
        }
    }

    private static List<Table> tables(OwnerSession owner, Visit visit) {
        return owner.jdbc().sql(TABLES).param("now", visit.now()).query(Table.class).list();
    }
}
