package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.ChangedCandidates.Changed;
import dev.matchmill.migrations.type.GenerationId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a refresh that several workers share set out to do, kept in tables, for whoever began it may
 * be gone when another one publishes. Every method belongs in the caller's transaction.
 */
record SharedPlan(JdbcClient jdbc, Refresh refresh, MatchClaims claims) implements Remembered {

    private static final int STORED_AT_ONCE = 10_000;

    private static final String PLAN =
            """
            INSERT INTO pipeline.match_planned_candidates (generation_id, candidate_id, input_hash)
            SELECT :generation, n.id, n.hash
            FROM unnest(CAST(:ids AS bigint[]), CAST(:hashes AS bigint[])) AS n(id, hash)
            """;

    private static final String CLAIM_INVALIDATIONS =
            """
            UPDATE pipeline.match_invalidations
            SET claimed_by_generation_id = :generation
            WHERE id = ANY (CAST(:ids AS bigint[]))
            """;

    private static final String STORE =
            """
            INSERT INTO pipeline.match_candidate_states AS s (candidate_id, input_hash)
            SELECT p.candidate_id, p.input_hash
            FROM pipeline.match_planned_candidates p
            WHERE p.generation_id = :generation
              AND p.input_hash IS NOT NULL
            ON CONFLICT (candidate_id) DO UPDATE
            SET input_hash = EXCLUDED.input_hash
            WHERE s.input_hash <> EXCLUDED.input_hash
            """;

    private static final String FORGET =
            """
            DELETE FROM pipeline.match_candidate_states s
            USING pipeline.match_planned_candidates p
            WHERE p.generation_id = :generation
              AND p.input_hash IS NULL
              AND s.candidate_id = p.candidate_id
            """;

    private static final String SETTLE =
            "DELETE FROM pipeline.match_invalidations WHERE claimed_by_generation_id = :generation";

    private static final List<String> END =
            List.of(
                    "DELETE FROM pipeline.match_planned_candidates"
                            + " WHERE generation_id = :generation",
                    "DELETE FROM pipeline.match_claims WHERE generation_id = :generation");

    /** Sets out what a look told. */
    void store(GenerationId generation, RefreshPlan look) {
        claims.plan(generation, look.postings());
        for (int from = 0; from < look.changed().size(); from += STORED_AT_ONCE) {
            List<Changed> piece = look.changed().slice(from, STORED_AT_ONCE);
            jdbc.sql(PLAN)
                    .param("generation", generation.value())
                    .param("ids", piece.stream().map(Changed::id).toArray(Long[]::new))
                    .param("hashes", piece.stream().map(Changed::hash).toArray(Long[]::new))
                    .update();
        }
        jdbc.sql(CLAIM_INVALIDATIONS)
                .param("generation", generation.value())
                .param("ids", look.invalidations().ids().toArray(Long[]::new))
                .update();
    }

    /** Each worker has added its own already. */
    @Override
    public void searches(GenerationId generation) {}

    @Override
    public void seen(RefreshPlan plan) {
        refresh.generation()
                .ifPresent(generation -> {
                    for (String sql : List.of(STORE, FORGET, SETTLE)) {
                        jdbc.sql(sql).param("generation", generation.value()).update();
                    }
                    END.forEach(
                            sql -> jdbc.sql(sql).param("generation", generation.value()).update());
                });
    }
}
