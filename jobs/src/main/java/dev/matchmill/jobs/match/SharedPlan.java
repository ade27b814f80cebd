package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.ChangedCandidates.Changed;
import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a refresh that several workers share set out to do, kept in tables, for whoever began it may
 * be gone when another one publishes. Every method belongs in the caller's transaction.
 */
record SharedPlan(JdbcClient jdbc, Refresh refresh) implements Remembered {

    private static final int STORED_AT_ONCE = 10_000;

    private static final String PLAN_POSTINGS =
            """
            INSERT INTO pipeline.match_claims
                (generation_id, job_id, posting_hash, search_hash, is_marketplace, is_matched)
            SELECT :generation, n.id, n.posting_hash, n.search_hash, n.is_marketplace, n.is_matched
            FROM unnest(CAST(:ids AS bigint[]), CAST(:postingHashes AS bigint[]),
                        CAST(:searchHashes AS bigint[]), CAST(:marketplace AS boolean[]),
                        CAST(:matched AS boolean[]))
                     AS n(id, posting_hash, search_hash, is_marketplace, is_matched)
            """;

    private static final String PLANNED =
            """
            SELECT k.job_id, k.posting_hash, k.search_hash, k.is_matched,
                   CASE WHEN k.is_marketplace THEN NULL ELSE j.organization_id END AS organization
            FROM pipeline.match_claims k
            JOIN jobs j ON j.id = k.job_id
            WHERE k.generation_id = :generation
            ORDER BY k.job_id
            """;

    private static final String PLAN_CANDIDATES =
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
                    STORE,
                    FORGET,
                    SETTLE,
                    "DELETE FROM pipeline.match_planned_candidates"
                            + " WHERE generation_id = :generation",
                    "DELETE FROM pipeline.match_claims WHERE generation_id = :generation");

    /** Sets out what a look told. */
    void store(GenerationId generation, RefreshPlan look) {
        plan(generation, look.postings());
        for (int from = 0; from < look.changed().size(); from += STORED_AT_ONCE) {
            List<Changed> piece = look.changed().slice(from, STORED_AT_ONCE);
            jdbc.sql(PLAN_CANDIDATES)
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

    /** All that was set out, ranked or not, by id, as it was then. */
    List<PostingSide> planned(GenerationId generation) {
        return jdbc.sql(PLANNED)
                .param("generation", generation.value())
                .query((row, _) -> side(row))
                .list();
    }

    /** Each worker has added its own already. */
    @Override
    public void searches(GenerationId generation) {}

    @Override
    public void seen(RefreshPlan plan) {
        refresh.generation()
                .ifPresent(generation -> {
                    for (String sql : END) {
                        jdbc.sql(sql).param("generation", generation.value()).update();
                    }
                });
    }

    private void plan(GenerationId generation, List<PostingSide> postings) {
        jdbc.sql(PLAN_POSTINGS)
                .param("generation", generation.value())
                .param("ids", column(postings, posting -> posting.id().value(), Long[]::new))
                .param("postingHashes", column(postings, PostingSide::postingHash, Long[]::new))
                .param("searchHashes", column(postings, PostingSide::searchHash, Long[]::new))
                .param(
                        "marketplace",
                        column(postings, p -> p.organization() == null, Boolean[]::new))
                .param("matched", column(postings, PostingSide::isMatched, Boolean[]::new))
                .update();
    }

    private static <T> T[] column(
            List<PostingSide> postings, Function<PostingSide, T> value, IntFunction<T[]> array) {
        return postings.stream().map(value).toArray(array);
    }

    private static PostingSide side(ResultSet row) throws SQLException {
        return new PostingSide(
                new PostingId(row.getLong("job_id")),
                row.getObject("organization", Long.class),
                row.getBoolean("is_matched"),
                row.getLong("posting_hash"),
                row.getLong("search_hash"),
                Work.SEARCH);
    }
}
