package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.store.ModelChangedException;
import dev.matchmill.jobs.run.SearchCounts;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.ModelId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Complete sets of match results. One is built invisibly, then published in one swap; the one
 * before stays for rollback. Methods belong in the caller's transaction.
 */
final class Generations {

    /** Changes when the same input would give other results. */
    static final String CONFIG_VERSION = "score-4";

    private static final String BEGIN =
            """
            INSERT INTO pipeline.match_generations
                (embedding_model_id, is_full, config_version, config, source_watermark, started_at)
            VALUES (:model, :isFull, :version,
                    jsonb_build_object(
                        'settings', CAST(:settings AS text),
                        'strong_yes', CAST(:strongYes AS double precision),
                        'yes', CAST(:yes AS double precision),
                        'maybe', CAST(:maybe AS double precision),
                        'no', CAST(:no AS double precision)),
                    :now, :now)
            RETURNING id
            """;

    // Whoever was restricted while the generation was built.
    private static final String LEAVE_OUT_RESTRICTED =
            """
            DELETE FROM pipeline.match_results r
            USING candidates c
            WHERE r.generation_id = :generation
              AND c.id = r.candidate_id
              AND c.restricted_at IS NOT NULL
            """;

    private static final String ACTIVATE =
            """
            UPDATE pipeline.match_generations g
            SET status = 'active',
                activated_at = :now,
                jobs_count = (SELECT count(*) FROM pipeline.match_pools p
                              WHERE p.generation_id = g.id AND p.has_results),
                results_count = (SELECT count(*) FROM pipeline.match_results r
                                 WHERE r.generation_id = g.id)
            WHERE g.id = :generation
              AND g.status = 'building'
            """;

    private static final String SEARCHED =
            """
            UPDATE pipeline.match_generations
            SET exact_search_count = :exact,
                graph_search_count = :graph,
                fallback_search_count = :fallback,
                graph_recall = :recall
            WHERE id = :generation
              AND status = 'building'
            """;

    private static final String SWAP =
            """
            INSERT INTO pipeline.match_job_states AS s
                (job_id, active_generation_id, pool_generation_id, job_content_hash, results_count,
                 refreshed_at)
            SELECT j.id, :generation, :generation, j.content_hash,
                   (SELECT count(*) FROM pipeline.match_results r
                    WHERE r.job_id = j.id AND r.generation_id = :generation), :now
            FROM pipeline.match_pools p
            JOIN jobs j ON j.id = p.job_id
            WHERE p.generation_id = :generation
              AND p.has_results
              AND j.status = 'open'
              AND j.deleted_at IS NULL
            ORDER BY j.id
            ON CONFLICT (job_id) DO UPDATE
            SET previous_generation_id = s.active_generation_id,
                active_generation_id = EXCLUDED.active_generation_id,
                pool_generation_id = EXCLUDED.pool_generation_id,
                job_content_hash = EXCLUDED.job_content_hash,
                results_count = EXCLUDED.results_count,
                refreshed_at = EXCLUDED.refreshed_at
            WHERE s.active_generation_id <> EXCLUDED.active_generation_id
            """;

    private static final String RENEW_POOLS =
            """
            UPDATE pipeline.match_job_states s
            SET pool_generation_id = p.generation_id
            FROM pipeline.match_pools p
            WHERE p.generation_id = :generation
              AND NOT p.has_results
              AND p.job_id = s.job_id
            """;

    private static final String CLOSED_LEAVE =
            """
            DELETE FROM pipeline.match_job_states s
            USING jobs j
            WHERE j.id = s.job_id
              AND (j.status <> 'open' OR j.deleted_at IS NOT NULL)
            """;

    private static final String DROP_SUPERSEDED =
            """
            DELETE FROM pipeline.match_results
            WHERE (job_id, generation_id, candidate_id) IN (
                SELECT r.job_id, r.generation_id, r.candidate_id
                FROM pipeline.match_results r
                LEFT JOIN pipeline.match_job_states s ON s.job_id = r.job_id
                WHERE (s.job_id IS NULL
                       OR r.generation_id NOT IN (
                           s.active_generation_id,
                           coalesce(s.previous_generation_id, s.active_generation_id)))
                  AND NOT EXISTS (
                      SELECT 1
                      FROM pipeline.match_model_states k
                      WHERE k.job_id = r.job_id AND k.generation_id = r.generation_id)
                LIMIT :limit)
            """;

    private static final String RETIRE =
            """
            UPDATE pipeline.match_generations g
            SET status = 'retired', retired_at = :now
            WHERE g.status = 'active'
              AND NOT EXISTS (SELECT 1 FROM pipeline.match_job_states s
                              WHERE s.active_generation_id = g.id)
            """;

    // Whoever activates another model waits for the publication, or it sees that he has.
    private static final String IS_ACTIVE =
            "SELECT is_active FROM embedding_models WHERE id = :model FOR SHARE";

    private final JdbcClient jdbc;
    private final Clock clock;

    Generations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Starts a generation; what a dead process left unfinished is given up. */
    GenerationId begin(RefreshPlan plan, MatchSettings settings) {
        new UnfinishedGenerations(jdbc).giveUpAll();
        return new GenerationId(
                jdbc.sql(BEGIN)
                        .param("model", plan.model().value())
                        .param("isFull", plan.isFull())
                        .param("version", CONFIG_VERSION)
                        .param("settings", settings.toString())
                        .param("strongYes", settings.strongYesFrom())
                        .param("yes", settings.yesFrom())
                        .param("maybe", settings.maybeFrom())
                        .param("no", settings.noFrom())
                        .param("now", now())
                        .query(Long.class)
                        .single());
    }

    /** Keeps how the generation was searched. */
    void searched(GenerationId generation, SearchCounts searches) {
        OptionalDouble recall = searches.leastRecall();
        jdbc.sql(SEARCHED)
                .param("generation", generation.value())
                .param("exact", searches.exactCount())
                .param("graph", searches.graphCount())
                .param("fallback", searches.fallbackCount())
                .param("recall", recall.isPresent() ? recall.getAsDouble() : null)
                .update();
    }

    /**
     * Makes sure that matches of this model may be shown.
     *
     * @throws ModelChangedException when another one was activated since
     */
    void demandActive(ModelId model) {
        if (!jdbc.sql(IS_ACTIVE).param("model", model.value()).query(Boolean.class).single()) {
            throw new ModelChangedException();
        }
    }

    /**
     * Makes the generation the visible one for the postings it has results of, in one swap. The
     * others keep theirs.
     */
    void publish(GenerationId generation) {
        jdbc.sql(LEAVE_OUT_RESTRICTED).param("generation", generation.value()).update();
        for (String sql : List.of(ACTIVATE, SWAP, RENEW_POOLS)) {
            jdbc.sql(sql).param("generation", generation.value()).param("now", now()).update();
        }
    }

    /** Ends the states of postings that are no longer open, and generations that nobody shows. */
    void leave() {
        jdbc.sql(CLOSED_LEAVE).update();
        jdbc.sql(RETIRE).param("now", now()).update();
    }

    /**
     * Deletes results that nobody can see or go back to: neither of a posting's visible generation
     * nor of the one before, nor of the last one of another model.
     *
     * @param limit rows deleted at most, so that the statement stays short
     * @return rows deleted
     */
    int dropSuperseded(int limit) {
        return jdbc.sql(DROP_SUPERSEDED).param("limit", limit).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
