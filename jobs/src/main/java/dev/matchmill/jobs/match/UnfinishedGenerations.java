package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Generations that nobody is to see, with what several workers had set out to do for them: one is
 * built at a time. Methods belong in the caller's transaction.
 */
record UnfinishedGenerations(JdbcClient jdbc) {

    private static final String EXISTS =
            "SELECT EXISTS (SELECT 1 FROM pipeline.match_generations WHERE status = 'building')";

    private static final String GIVE_UP_ALL =
            """
            UPDATE pipeline.match_generations
            SET status = 'failed', error_message = 'not finished'
            WHERE status = 'building'
            """;

    private static final String GIVE_UP =
            """
            UPDATE pipeline.match_generations
            SET status = 'failed', error_message = :why
            WHERE id = :generation
              AND status = 'building'
            """;

    private static final List<String> FORGET_PLAN =
            List.of(
                    """
                    UPDATE pipeline.match_invalidations
                    SET claimed_by_generation_id = NULL
                    WHERE claimed_by_generation_id IS NOT NULL
                    """,
                    "DELETE FROM pipeline.match_planned_candidates",
                    "DELETE FROM pipeline.match_claims");

    /** Whether one is neither published nor given up. */
    boolean exist() {
        return jdbc.sql(EXISTS).query(Boolean.class).single();
    }

    /** Ends one. */
    void giveUp(GenerationId generation, String why) {
        jdbc.sql(GIVE_UP).param("generation", generation.value()).param("why", why).update();
        forgetPlan();
    }

    /** Ends what others left; only for who knows that they are gone. */
    void giveUpAll() {
        jdbc.sql(GIVE_UP_ALL).update();
        forgetPlan();
    }

    private void forgetPlan() {
        FORGET_PLAN.forEach(sql -> jdbc.sql(sql).update());
    }
}
