package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.EndingWrites;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes those who no longer consent to automatic processing out of matching: their results in every
 * generation, and an invalidation that says so. New ones are not computed for them; vectors stay,
 * which nobody reads without the consent.
 */
final class MatchesWithoutConsent {

    private static final String WITHOUT =
            """
            SELECT DISTINCT r.candidate_id
            FROM candidate_consents w
            JOIN pipeline.match_results r ON r.candidate_id = w.candidate_id
            WHERE w.consent_type = 'ai_processing'
              AND w.status <> 'granted'
              AND NOT EXISTS (
                  SELECT 1
                  FROM candidate_consents g
                  WHERE g.candidate_id = w.candidate_id
                    AND g.consent_type = 'ai_processing'
                    AND g.status = 'granted')
            """;

    private static final String DUE =
            WITHOUT
                    + """
                      AND w.candidate_id NOT IN (
                          SELECT candidate_id FROM compliance.held_candidates)
                    ORDER BY r.candidate_id
                    LIMIT 100
                    """;

    private static final String ROWS =
            """
            SELECT count(*)
            FROM pipeline.match_results
            WHERE candidate_id IN (
            """
                    + WITHOUT
                    + ") AND candidate_id %s (SELECT candidate_id FROM compliance.held_candidates)";

    private static final String HELD_ROWS = ROWS.formatted("IN");

    private static final String DUE_ROWS = ROWS.formatted("NOT IN");

    private static final String REMOVE =
            "DELETE FROM pipeline.match_results WHERE candidate_id = ANY (:candidates)";

    private static final String INVALIDATE =
            """
            INSERT INTO pipeline.match_invalidations (candidate_id, reason, created_at)
            SELECT unnest(CAST(:candidates AS bigint[])), 'candidate_removed', :now
            ON CONFLICT DO NOTHING
            """;

    private static final String WHAT = "pipeline.match_results";

    private MatchesWithoutConsent() {}

    private record Piece(int candidates, long rows) {}

    static void run(RecurringParts parts, Visit visit) {
        visit.affect(WHAT, 0);
        Piece piece = new Piece(1, 0);
        while (piece.candidates() > 0 && !visit.isOver()) {
            piece = EndingWrites.of(parts).inNew(() -> remove(parts.jdbc(), visit));
            visit.affect(WHAT, piece.rows());
        }
        visit.hold(WHAT, count(parts.jdbc(), HELD_ROWS));
    }

    static void plan(RecurringParts parts, Visit visit) {
        visit.affect(WHAT, count(parts.jdbc(), DUE_ROWS));
        visit.hold(WHAT, count(parts.jdbc(), HELD_ROWS));
    }

    private static Long[] due(JdbcClient jdbc) {
        List<Long> ids = jdbc.sql(DUE).query(Long.class).list();
        return ids.toArray(Long[]::new);
    }

    private static Piece remove(JdbcClient jdbc, Visit visit) {
        Long[] candidates = due(jdbc);
        if (candidates.length == 0) {
            return new Piece(0, 0);
        }
        jdbc.sql(INVALIDATE).param("candidates", candidates).param("now", visit.now()).update();
        return new Piece(
                candidates.length, jdbc.sql(REMOVE).param("candidates", candidates).update());
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
