package dev.matchmill.jobs.match;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When the last refresh that got to its end looked at postings and candidates: what changed later
 * is shown as such until the next one. By the database's clock, as the times of changes are.
 */
record Looks(JdbcClient jdbc) {

    private static final String STORE =
            """
            INSERT INTO pipeline.match_looks AS l (looked_at)
            VALUES (:at)
            ON CONFLICT (is_only) DO UPDATE
            SET looked_at = EXCLUDED.looked_at
            """;

    private static final String IS_BEHIND =
            """
            SELECT EXISTS (
                       SELECT 1 FROM candidates c, pipeline.match_looks l
                       WHERE c.updated_at > l.looked_at)
                OR EXISTS (
                       SELECT 1 FROM jobs j, pipeline.match_looks l
                       WHERE j.updated_at > l.looked_at)
                OR EXISTS (
                       SELECT 1 FROM organization_settings s, pipeline.match_looks l
                       WHERE s.updated_at > l.looked_at)
            """;

    OffsetDateTime now() {
        return jdbc.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /** After a look that found nothing: says so only where something is shown as changed. */
    void renew(OffsetDateTime at) {
        if (jdbc.sql(IS_BEHIND).query(Boolean.class).single()) {
            store(at);
        }
    }

    void store(OffsetDateTime at) {
        jdbc.sql(STORE).param("at", at).update();
    }
}
