package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.search.Eligibility;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.StoredModel;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes the active model in one transaction. Where matches of it are still kept, from when it was
 * active before, they are shown again in the same moment; elsewhere those of the other model stay
 * until the next refresh. Nothing is computed, so it takes moments in either direction.
 */
public record ActivateModel(
        JdbcClient jdbc, EmbeddingModelStore store, ModelWrites writes, Clock clock) {

    // Whoever may not be matched any more since the matches were put aside.
    private static final String LEAVE_OUT =
            """
            DELETE FROM pipeline.match_results r
            USING pipeline.match_model_states k
            WHERE k.embedding_model_id = :model
              AND r.job_id = k.job_id
              AND r.generation_id = k.generation_id
              AND NOT EXISTS (
                  SELECT 1
                  FROM candidates c
                  WHERE c.id = r.candidate_id
            """
                    + Eligibility.ANYWHERE
                    + ")";

    // The next refresh searches anew: nobody kept what the ranking was made from. Who wants no
    // matching any more gets none.
    private static final String SHOW_AGAIN =
            """
            UPDATE pipeline.match_job_states s
            SET active_generation_id = k.generation_id,
                previous_generation_id = NULL,
                pool_generation_id = NULL,
                job_content_hash = k.job_content_hash,
                results_count = k.results_count,
                refreshed_at = k.refreshed_at
            FROM pipeline.match_model_states k, pipeline.match_generations g,
                 jobs j LEFT JOIN organization_settings o ON o.organization_id = j.organization_id
            WHERE k.embedding_model_id = :model
              AND k.job_id = s.job_id
              AND j.id = s.job_id
              AND coalesce(o.ai_processing_enabled, true)
              AND g.id = s.active_generation_id
              AND g.embedding_model_id <> :model
            """;

    private static final String REVIVE =
            """
            UPDATE pipeline.match_generations g
            SET status = 'active', retired_at = NULL
            WHERE g.status = 'retired'
              AND EXISTS (SELECT 1 FROM pipeline.match_job_states s
                          WHERE s.active_generation_id = g.id)
            """;

    private static final String RETIRE =
            """
            UPDATE pipeline.match_generations g
            SET status = 'retired', retired_at = :now
            WHERE g.status = 'active'
              AND NOT EXISTS (SELECT 1 FROM pipeline.match_job_states s
                              WHERE s.active_generation_id = g.id)
            """;

    private static final String OTHERS =
            """
            SELECT count(*)
            FROM pipeline.match_job_states s
            JOIN pipeline.match_generations g ON g.id = s.active_generation_id
            WHERE g.embedding_model_id <> :model
            """;

    /**
     * What became of it.
     *
     * @param shownAgain postings whose earlier matches by this model are shown again
     * @param unrefreshed postings that show matches of another model until the next refresh
     * @param milliseconds that it took
     */
    public record Activated(String model, long shownAgain, long unrefreshed, long milliseconds) {}

    /** Activates it; whether it may be is the caller's to judge. */
    public Activated activate(StoredModel model) {
        long started = System.nanoTime();
        long id = model.id().value();
        long shownAgain =
                writes.inNew(() -> {
                    // First, as whoever publishes locks these rows first as well.
                    store.activate(model.id());
                    jdbc.sql(LEAVE_OUT).param("model", id).update();
                    int shown = jdbc.sql(SHOW_AGAIN).param("model", id).update();
                    jdbc.sql(REVIVE).update();
                    jdbc.sql(RETIRE).param("now", now()).update();
                    return (long) shown;
                });
        long milliseconds = (System.nanoTime() - started) / 1_000_000;
        return new Activated(
                model.label(),
                shownAgain,
                jdbc.sql(OTHERS).param("model", id).query(Long.class).single(),
                milliseconds);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
