package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who of several workers ranks which posting of a refresh: claims with leases. A claim ends with
 * the transaction that writes the ranking; one whose lease ran out is anybody's, and stays its
 * worker's until somebody takes it. Every method belongs in the caller's transaction.
 *
 * @param owner unique among workers
 */
record MatchClaims(JdbcClient jdbc, Clock clock, Supplier<String> owner, ShareSettings settings)
        implements PostingTurns {

    // Those of one scope side by side, so that many of them are searched together.
    private static final String CLAIM =
            """
            WITH free AS (
                SELECT k.job_id
                FROM pipeline.match_claims k
                JOIN jobs j ON j.id = k.job_id
                WHERE k.generation_id = :generation
                  AND k.ranked_at IS NULL
                  AND (k.lease_owner IS NULL OR k.lease_expires_at < :now)
                ORDER BY CASE WHEN k.is_marketplace THEN NULL ELSE j.organization_id END
                             NULLS FIRST,
                         k.job_id
                LIMIT :limit
                FOR UPDATE OF k SKIP LOCKED)
            UPDATE pipeline.match_claims k
            SET takeover_count = k.takeover_count
                                 + CASE WHEN k.lease_owner <> :owner THEN 1 ELSE 0 END,
                lease_owner = :owner,
                lease_expires_at = :now + make_interval(secs => :lease)
            FROM free f
            WHERE k.generation_id = :generation
              AND k.job_id = f.job_id
            RETURNING k.job_id
            """;

    // What is locked somebody is just taking over: nobody waits for whoever sleeps meanwhile.
    private static final String HOLD =
            """
            SELECT job_id
            FROM pipeline.match_claims
            WHERE generation_id = :generation
              AND job_id = ANY (CAST(:ids AS bigint[]))
              AND lease_owner = :owner
              AND ranked_at IS NULL
            ORDER BY job_id
            FOR UPDATE SKIP LOCKED
            """;

    private static final String RANKED =
            """
            UPDATE pipeline.match_claims
            SET ranked_at = :now, lease_owner = NULL, lease_expires_at = NULL
            WHERE generation_id = :generation
              AND job_id = ANY (CAST(:ids AS bigint[]))
            """;

    private static final String RENEW =
            """
            UPDATE pipeline.match_claims
            SET lease_expires_at = :now + make_interval(secs => :lease)
            WHERE (generation_id, job_id) IN (
                SELECT generation_id, job_id
                FROM pipeline.match_claims
                WHERE lease_owner = :owner
                FOR UPDATE SKIP LOCKED)
            """;

    private static final String RELEASE =
            """
            UPDATE pipeline.match_claims
            SET lease_owner = NULL, lease_expires_at = NULL
            WHERE (generation_id, job_id) IN (
                SELECT generation_id, job_id
                FROM pipeline.match_claims
                WHERE lease_owner = :owner
                FOR UPDATE SKIP LOCKED)
            """;

    private static final String RELEASE_ALL =
            """
            UPDATE pipeline.match_claims
            SET lease_owner = NULL, lease_expires_at = NULL
            WHERE generation_id = :generation
              AND lease_owner IS NOT NULL
            """;

    private static final String LEFT =
            """
            SELECT count(*)
            FROM pipeline.match_claims
            WHERE generation_id = :generation
              AND ranked_at IS NULL
            """;

    /** Takes postings that nobody ranks, or whose worker's lease ran out. */
    Set<PostingId> claim(GenerationId generation) {
        return ids(
                jdbc.sql(CLAIM)
                        .param("generation", generation.value())
                        .param("owner", owner.get())
                        .param("now", now())
                        .param("lease", (double) settings.lease().toSeconds())
                        .param("limit", settings.taken(left(generation)))
                        .query(Long.class)
                        .list());
    }

    @Override
    public Set<PostingId> hold(GenerationId generation, Collection<PostingId> postings) {
        return ids(
                jdbc.sql(HOLD)
                        .param("generation", generation.value())
                        .param("ids", array(postings))
                        .param("owner", owner.get())
                        .query(Long.class)
                        .list());
    }

    @Override
    public void ranked(GenerationId generation, Collection<PostingId> postings) {
        jdbc.sql(RANKED)
                .param("generation", generation.value())
                .param("ids", array(postings))
                .param("now", now())
                .update();
        renew();
    }

    /** Prolongs all that the worker holds. */
    void renew() {
        jdbc.sql(RENEW)
                .param("owner", owner.get())
                .param("now", now())
                .param("lease", (double) settings.lease().toSeconds())
                .update();
    }

    /** Gives back all that the worker holds. */
    void release() {
        jdbc.sql(RELEASE).param("owner", owner.get()).update();
    }

    /** Frees what workers held that are gone for sure. */
    void releaseAll(GenerationId generation) {
        jdbc.sql(RELEASE_ALL).param("generation", generation.value()).update();
    }

    /** How many are not ranked, whoever holds them. */
    long left(GenerationId generation) {
        return jdbc.sql(LEFT).param("generation", generation.value()).query(Long.class).single();
    }

    private static Long[] array(Collection<PostingId> postings) {
        return postings.stream().map(PostingId::value).sorted().toArray(Long[]::new);
    }

    private static Set<PostingId> ids(List<Long> values) {
        Set<PostingId> ids = new HashSet<>();
        values.forEach(value -> ids.add(new PostingId(value)));
        return ids;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
