package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps persons and applications for the law only, and lifts that again. Whoever is restricted
 * loses vectors and matches in the same transaction; what was restricted comes back to both with
 * the next runs after its release. A person whose last application that may be used is restricted
 * is restricted too. Another reason than a clash of rules is left alone.
 */
record Restriction(JdbcClient jdbc, Instant now) {

    private static final String RESTRICT =
            """
            UPDATE %s
            SET restricted_at = :now, restriction_reason = 'retention_clash'
            WHERE id = ANY (:ids)
              AND restricted_at IS NULL
            """;

    private static final String RELEASE =
            """
            UPDATE %s
            SET restricted_at = NULL, restriction_reason = NULL
            WHERE id = ANY (:ids)
              AND restriction_reason = 'retention_clash'
            """;

    // Those of the applications who have no other one that may be used.
    private static final String PERSONS =
            """
            SELECT DISTINCT a.candidate_id
            FROM applications a
            WHERE a.id = ANY (:ids)
              AND a.candidate_id IS NOT NULL
              AND NOT EXISTS (
                  SELECT 1
                  FROM applications o
                  WHERE o.candidate_id = a.candidate_id
                    AND o.restricted_at IS NULL
                    AND o.anonymized_at IS NULL)
            ORDER BY a.candidate_id
            """;

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM embeddings WHERE entity_type = 'candidate'"
                            + " AND entity_id = ANY (:ids)",
                    """
                    INSERT INTO pipeline.match_invalidations (candidate_id, reason)
                    SELECT unnest(CAST(:ids AS bigint[])), 'candidate_removed'
                    ON CONFLICT DO NOTHING
                    """,
                    "DELETE FROM pipeline.match_results WHERE candidate_id = ANY (:ids)");

    /** Restricts rows of {@code candidates} or {@code applications}. */
    void restrict(String table, Collection<Long> ids) {
        change(RESTRICT.formatted(table), ids);
        if (table.equals("candidates")) {
            forget(ids);
            return;
        }
        List<Long> persons = persons(ids);
        if (!persons.isEmpty()) {
            change(RESTRICT.formatted("candidates"), persons);
            forget(persons);
        }
    }

    /** Lifts what a clash of rules restricted. */
    void release(String table, Collection<Long> ids) {
        if (table.equals("applications")) {
            List<Long> persons = persons(ids);
            change(RELEASE.formatted("candidates"), persons);
        }
        change(RELEASE.formatted(table), ids);
    }

    private List<Long> persons(Collection<Long> applications) {
        return jdbc.sql(PERSONS).param("ids", array(applications)).query(Long.class).list();
    }

    private void change(String statement, Collection<Long> ids) {
        JdbcClient.StatementSpec change = jdbc.sql(statement).param("ids", array(ids));
        if (statement.contains(":now")) {
            change.param("now", now.atOffset(ZoneOffset.UTC));
        }
        change.update();
    }

    private void forget(Collection<Long> candidates) {
        FORGET.forEach(it -> jdbc.sql(it).param("ids", array(candidates)).update());
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
