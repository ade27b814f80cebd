package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.jobs.recurring.Finding;
import dev.matchmill.jobs.recurring.OwnerSession;
import dev.matchmill.jobs.recurring.OwnerSession.Ended;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.FindingKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * HNSW indexes after mass deletes: rebuilt before their table is vacuumed, since vacuum repairs the
 * graph around each dead vector (after deleting nine tenths of 6,000 vectors: 150 s, against 2 s
 * for a rebuild). Recall is measured before and after on vectors that are stored.
 */
final class VectorIndexes {

    /** From this share of dead vectors on a rebuild is cheaper than the repair. */
    private static final double DEAD_SHARE = 0.2;

    private static final long DEAD_ROWS = 500;

    private static final double LEAST_RECALL = 0.98;

    private static final String DUE =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS index,
                   format('%I.%I', s.schemaname, s.relname) AS "table", s.n_dead_tup AS dead,
                   coalesce(substring(s.relname from '^embeddings_candidate_m(\\d+)$')::bigint, 0)
                       AS model
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_am a ON a.oid = c.relam AND a.amname = 'hnsw'
            JOIN pg_stat_user_tables s ON s.relid = i.indrelid
            WHERE i.indisvalid
              AND s.n_dead_tup >= :rows
              AND s.n_dead_tup > :share * (s.n_live_tup + s.n_dead_tup)
            ORDER BY s.n_live_tup, index
            """;

    private final RecurringParts parts;

    VectorIndexes(RecurringParts parts) {
        this.parts = parts;
    }

    /**
     * One that is due.
     *
     * @param model of the candidates whose vectors it holds; 0 for vectors of something else
     */
    record Due(String index, String table, long dead, long model) {}

    List<Due> due(JdbcClient owner) {
        return owner.sql(DUE)
                .param("rows", DEAD_ROWS)
                .param("share", DEAD_SHARE)
                .query(Due.class)
                .list();
    }

    void rebuild(OwnerSession owner, Visit visit) throws SQLException {
        visit.affect("vector indexes", 0);
        for (Due due : due(owner.jdbc())) {
            OptionalDouble before = recall(due);
            if (!isDone(owner.run("REINDEX INDEX CONCURRENTLY " + due.index()), due, visit)
                    || !isDone(owner.run("VACUUM (ANALYZE) " + due.table()), due, visit)) {
                continue;
            }
            visit.affect("vector indexes", 1);
            OptionalDouble after = recall(due);
            if (before.isPresent() && after.isPresent()) {
                visit.note(
                        due.index() + " recall",
                        String.format(
                                Locale.ROOT,
                                "%.3f before, %.3f after",
                                before.getAsDouble(),
                                after.getAsDouble()));
                judge(due, after.getAsDouble(), visit);
            }
        }
    }

    private OptionalDouble recall(Due due) {
        return due.model() == 0
                ? OptionalDouble.empty()
                : new RecallProbe(parts.dataSource()).measure(due.model());
    }

    private static boolean isDone(Ended ended, Due due, Visit visit) {
        if (ended == Ended.LOCKED) {
            visit.postpone(due.index());
        }
        return ended == Ended.DONE;
    }

    private static void judge(Due due, double recall, Visit visit) {
        if (recall < LEAST_RECALL) {
            visit.find(
                    Finding.critical(
                            FindingKind.INDEX_BLOAT,
                            due.index(),
                            recall,
                            LEAST_RECALL,
                            "The index finds too few of the nearest vectors even after a rebuild:"
                                    + " check pgvector's version with matchmill doctor, and"
                                    + " hnsw.ef_search."));
        }
    }
}
