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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an index should be there for and is not, or is there twice; and large tables that are read
 * as a whole. Report only: indexes change in migrations.
 */
public final class IndexReview implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J21",
                    "indexReview",
                    JobFrequency.QUARTERLY,
                    "Index recommendations from a quarter of usage data");

    private static final String SCHEMAS =
            "('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')";

    // The keys of a are the first of b, with equal operators, order and predicate.
    private static final String REDUNDANT =
            """
            SELECT format('%I.%I', n.nspname, ca.relname) AS object,
                   b.indexrelid::regclass::text AS other, pg_relation_size(a.indexrelid) AS metric
            FROM pg_index a
            JOIN pg_index b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid
            JOIN pg_class ca ON ca.oid = a.indexrelid
            JOIN pg_class cb ON cb.oid = b.indexrelid AND cb.relam = ca.relam
            JOIN pg_class t ON t.oid = a.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            CROSS JOIN LATERAL (
                SELECT a.indnkeyatts - 1 AS last, a.indnkeyatts = b.indnkeyatts AS same) k
            WHERE NOT t.relispartition
              AND n.nspname IN %s
              AND ca.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
              AND NOT a.indisunique
              AND b.indisvalid
              AND a.indnatts = a.indnkeyatts
              AND coalesce(pg_get_expr(a.indpred, a.indrelid), '')
                  = coalesce(pg_get_expr(b.indpred, b.indrelid), '')
              AND coalesce(pg_get_expr(a.indexprs, a.indrelid), '')
                  = coalesce(pg_get_expr(b.indexprs, b.indrelid), '')
              AND a.indnkeyatts <= b.indnkeyatts
              AND (a.indexprs IS NULL OR k.same)
              AND (a.indkey::int[])[0\\:k.last] = (b.indkey::int[])[0\\:k.last]
              AND (a.indclass::oid[])[0\\:k.last] = (b.indclass::oid[])[0\\:k.last]
              AND (a.indcollation::oid[])[0\\:k.last] = (b.indcollation::oid[])[0\\:k.last]
              AND (a.indoption::int[])[0\\:k.last] = (b.indoption::int[])[0\\:k.last]
              AND NOT (k.same AND a.indexrelid < b.indexrelid AND NOT b.indisunique)
            ORDER BY object, other
            """
                    .replace("%s", SCHEMAS);

    // The models' key needs none: pruning leaves one leaf a model.
    private static final String MISSING =
            """
            SELECT f.conrelid::regclass || '.' || f.conname AS object,
                   pg_get_constraintdef(f.oid) AS other,
                   pg_relation_size(f.conrelid) AS metric
            FROM pg_constraint f
            JOIN pg_class c ON c.oid = f.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE f.contype = 'f'
              AND f.conparentid = 0
              AND NOT c.relispartition
              AND n.nspname IN %s
              AND f.conname <> 'embeddings_embedding_model_id_fkey'
              AND NOT EXISTS (
                  SELECT 1
                  FROM pg_index i
                  WHERE i.indrelid = f.conrelid
                    AND i.indisvalid
                    AND i.indkey[0] = f.conkey[1]
                    AND (i.indpred IS NULL
                         OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$'))
            ORDER BY object
            """
                    .replace("%s", SCHEMAS);

    private static final String NOT_VALIDATED =
            """
            SELECT conrelid::regclass || '.' || conname AS object,
                   pg_get_constraintdef(oid) AS other, 1 AS metric
            FROM pg_constraint
            WHERE NOT convalidated
              AND conrelid <> 0
            ORDER BY object
            """;

    // Counted since the last quarter's snapshot where there is one. Building an index reads its
    // table as a whole too: so a few scans are no finding.
    private static final String SCANNED =
            """
            SELECT format('%I.%I', s.schemaname, s.relname) AS object,
                   (s.seq_scan - coalesce(b.seq_scan, 0)) || ' scans' AS other,
                   s.seq_tup_read::float8 / nullif(s.seq_scan, 0) AS metric
            FROM pg_stat_user_tables s
            LEFT JOIN LATERAL (
                SELECT t.seq_scan
                FROM ops.table_snapshots t
                WHERE t.schema_name = s.schemaname
                  AND t.table_name = s.relname
                  AND t.captured_at < :now - interval '60 days'
                  AND t.seq_scan <= s.seq_scan
                ORDER BY t.captured_at DESC
                LIMIT 1) b ON true
            WHERE s.seq_scan - coalesce(b.seq_scan, 0) >= 10
              AND s.n_live_tup > :rows
              AND s.seq_tup_read::float8 / nullif(s.seq_scan, 0) > :rows
            ORDER BY metric DESC, object
            """;

    private final RecurringParts parts;
    private final MaintainSettings settings;

    public IndexReview(RecurringParts parts, MaintainSettings settings) {
        this.settings = settings;
        this.parts = parts;
    }

    private record Seen(String object, String other, double metric) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public Set<FindingKind> judges() {
        return Set.of(
                FindingKind.DUPLICATE_INDEX,
                FindingKind.MISSING_FK_INDEX,
                FindingKind.CONSTRAINT_NOT_VALIDATED,
                FindingKind.SEQUENTIAL_SCANS);
    }

    @Override
    public void run(Visit visit) {
        long rows = settings.scanRows();
        seen(visit, REDUNDANT)
                .forEach(index ->
                        visit.find(
                                Finding.warning(
                                        FindingKind.DUPLICATE_INDEX,
                                        index.object(),
                                        index.metric(),
                                        0,
                                        index.other()
                                                + " serves the same: drop "
                                                + index.object()
                                                + " in a migration.")));
        seen(visit, MISSING)
                .forEach(key ->
                        visit.find(
                                Finding.warning(
                                        FindingKind.MISSING_FK_INDEX,
                                        key.object(),
                                        key.metric(),
                                        0,
                                        "Each deletion of a referenced row reads the whole table:"
                                                + " add an index that begins with the column of "
                                                + key.other()
                                                + ".")));
        seen(visit, NOT_VALIDATED)
                .forEach(constraint ->
                        visit.find(
                                Finding.warning(
                                        FindingKind.CONSTRAINT_NOT_VALIDATED,
                                        constraint.object(),
                                        1,
                                        0,
                                        "Older rows may break it: ALTER TABLE … VALIDATE CONSTRAINT"
                                                + " in a migration.")));
        seen(visit, SCANNED)
                .forEach(table ->
                        visit.find(
                                Finding.warning(
                                        FindingKind.SEQUENTIAL_SCANS,
                                        table.object(),
                                        table.metric(),
                                        (double) rows,
                                        table.other()
                                                + " read the whole table: find the statement in the"
                                                + " slow query review and give it an index.")));
        visit.note("findings", visit.findings().size());
    }

    @Override
    public void plan(Visit visit) {
        visit.note("reports", 1);
    }

    private List<Seen> seen(Visit visit, String sql) {
        JdbcClient jdbc = parts.jdbc();
        return jdbc.sql(sql)
                .param("now", visit.now())
                .param("rows", settings.scanRows())
                .query(Seen.class)
                .list();
    }
}
