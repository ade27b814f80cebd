package dev.matchmill.embeddings.store;

import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who of several workers computes which candidate: claims with leases, in {@code
 * pipeline.embedding_claims}. A claim goes with the transaction that writes the vector; one whose
 * lease ran out is anybody's. Every method belongs in the caller's transaction. Thread-safe.
 */
public final class EmbeddingClaims {

    // Any number: those who claim take turns, so that none of them misses what it could have.
    private static final String TURN = "SELECT pg_advisory_xact_lock(7325614)";

    private static final String CLAIM =
            """
            WITH page AS (
                SELECT t.candidate_id
            """
                    + EmbeddingStore.IS_BEHIND
                    + """
                          AND NOT EXISTS (
                              SELECT 1
                              FROM pipeline.embedding_claims k
                              WHERE k.embedding_model_id = :model
                                AND k.candidate_id = t.candidate_id
                                AND k.lease_expires_at >= :now)
                        ORDER BY t.candidate_id
                        LIMIT :limit
                    ), claimed AS (
                        INSERT INTO pipeline.embedding_claims AS k
                            (embedding_model_id, candidate_id, lease_owner, lease_expires_at)
                        SELECT :model, p.candidate_id, :owner,
                               :now + make_interval(secs => :lease)
                        FROM page p
                        ON CONFLICT (embedding_model_id, candidate_id) DO UPDATE
                        SET lease_owner = EXCLUDED.lease_owner,
                            lease_expires_at = EXCLUDED.lease_expires_at,
                            takeover_count = k.takeover_count + 1
                        RETURNING k.candidate_id
                    )
                    SELECT t.candidate_id, t.text_content, t.text_sha256
                    FROM pipeline.candidate_texts t
                    JOIN claimed c ON c.candidate_id = t.candidate_id
                    ORDER BY t.candidate_id
                    """;

    private static final String RENEW =
            """
            UPDATE pipeline.embedding_claims
            SET lease_expires_at = :now + make_interval(secs => :lease)
            WHERE lease_owner = :owner
            """;

    private static final String SETTLE =
            """
            DELETE FROM pipeline.embedding_claims
            WHERE embedding_model_id = :model
              AND candidate_id = ANY (:ids)
              AND lease_owner = :owner
            RETURNING candidate_id
            """;

    private static final String RELEASE =
            "DELETE FROM pipeline.embedding_claims WHERE lease_owner = :owner";

    // One look, whoever holds them: a lease that runs out or is given back between two looks would
    // be
    // neither free in the one nor held in the other.
    private static final String LEFT = "SELECT EXISTS (SELECT 1\n" + EmbeddingStore.IS_BEHIND + ")";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String owner;
    private final Duration lease;

    /**
     * Claims of one worker.
     *
     * @param owner unique among workers
     */
    public EmbeddingClaims(JdbcClient jdbc, Clock clock, String owner, Duration lease) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.owner = owner;
        this.lease = lease;
    }

    /**
     * Claims candidates whose text has no vector of the model, or one of another text.
     *
     * @return at most {@code limit}, ordered by id; those that live claims hold are left out
     */
    public List<BehindCandidate> next(ModelId model, int limit) {
        jdbc.sql(TURN).query().singleRow();
        return jdbc
                .sql(CLAIM)
                .param("model", model.value())
                .param("afterId", 0L)
                .param("owner", owner)
                .param("now", now())
                .param("lease", (double) lease.toSeconds())
                .param("limit", limit)
                .query((row, _) ->
                        new BehindCandidate(
                                new CandidateId(row.getLong("candidate_id")),
                                row.getString("text_content"),
                                ContentHash.of(row.getBytes("text_sha256"))))
                .list()
                .stream()
                .sorted(Comparator.comparing(BehindCandidate::candidate))
                .toList();
    }

    /** Prolongs all that the worker holds. */
    public void renew() {
        jdbc.sql(RENEW)
                .param("owner", owner)
                .param("now", now())
                .param("lease", (double) lease.toSeconds())
                .update();
    }

    /**
     * Ends claims; what is written for them belongs in the same transaction.
     *
     * @return those that still were the worker's: nothing may be written for others
     */
    public Set<Long> settle(ModelId model, Collection<Long> candidates) {
        return new TreeSet<>(
                jdbc.sql(SETTLE)
                        .param("model", model.value())
                        .param("owner", owner)
                        .param("ids", candidates.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    /** Gives back all that the worker holds. */
    public void release() {
        jdbc.sql(RELEASE).param("owner", owner).update();
    }

    /** Whether anybody is still behind, claimed or not. */
    public boolean isAnyoneLeft(ModelId model) {
        return jdbc.sql(LEFT)
                .param("model", model.value())
                .param("afterId", 0L)
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
