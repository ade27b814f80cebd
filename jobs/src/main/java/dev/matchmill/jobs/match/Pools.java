package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.Pool.Floor;
import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pools of postings. One is written beside the one in use, as results are, and used by the next
 * refresh once its generation is published.
 */
record Pools(JdbcClient jdbc) {

    private static final String IN_USE =
            """
            SELECT p.job_id, p.candidate_ids, p.similarities, p.scores, p.near_count,
                   p.floor_similarity, p.floor_candidate_id
            FROM pipeline.match_job_states s
            JOIN pipeline.match_pools p
              ON p.job_id = s.job_id AND p.generation_id = s.pool_generation_id
            WHERE s.job_id = ANY (CAST(:postings AS bigint[]))
            """;

    private static final String WRITE =
            """
            INSERT INTO pipeline.match_pools
                (job_id, generation_id, posting_hash, search_hash, has_results, candidate_ids,
                 similarities, scores, near_count, floor_similarity, floor_candidate_id)
            VALUES (:posting, :generation, :postingHash, :searchHash, :hasResults,
                    CAST(:candidates AS bigint[]), CAST(:similarities AS double precision[]),
                    CAST(:scores AS double precision[]), :near, :floor, :floorCandidate)
            """;

    private static final String DROP_SUPERSEDED =
            """
            DELETE FROM pipeline.match_pools p
            WHERE NOT EXISTS (
                SELECT 1
                FROM pipeline.match_job_states s
                WHERE s.job_id = p.job_id AND s.pool_generation_id = p.generation_id)
            """;

    /** Those in use; postings without one are left out. */
    Map<PostingId, Pool> of(Collection<PostingId> postings) {
        Map<PostingId, Pool> pools = new HashMap<>();
        jdbc.sql(IN_USE)
                .param("postings", postings.stream().map(PostingId::value).toArray(Long[]::new))
                .query(row -> {
                    pools.put(new PostingId(row.getLong("job_id")), pool(row));
                });
        return pools;
    }

    /**
     * Writes the pool of a posting in a generation.
     *
     * @param hasResults whether results were written in it too
     */
    void write(PostingSide posting, GenerationId generation, Pool pool, boolean hasResults) {
        List<PoolMember> members = pool.members().toList();
        Floor floor = pool.floor();
        jdbc.sql(WRITE)
                .param("posting", posting.id().value())
                .param("generation", generation.value())
                .param("postingHash", posting.postingHash())
                .param("searchHash", posting.searchHash())
                .param("hasResults", hasResults)
                .param(
                        "candidates",
                        members.stream().map(PoolMember::candidate).toArray(Long[]::new))
                .param("similarities", doubles(members.stream().map(PoolMember::similarity)))
                .param("scores", doubles(members.stream().map(PoolMember::score)))
                .param("near", pool.near().size())
                .param("floor", floor == null ? null : floor.similarity())
                .param("floorCandidate", floor == null ? null : floor.candidate())
                .update();
    }

    /** Deletes those that no posting uses. */
    int dropSuperseded() {
        return jdbc.sql(DROP_SUPERSEDED).update();
    }

    private static Double[] doubles(Stream<Double> values) {
        return values.toArray(Double[]::new);
    }

    private static Pool pool(ResultSet row) throws SQLException {
        Long[] candidates = (Long[]) row.getArray("candidate_ids").getArray();
        Double[] similarities = (Double[]) row.getArray("similarities").getArray();
        Double[] scores = (Double[]) row.getArray("scores").getArray();
        List<PoolMember> members = new ArrayList<>(candidates.length);
        for (int i = 0; i < candidates.length; i++) {
            members.add(new PoolMember(candidates[i], similarities[i], scores[i]));
        }
        int near = row.getInt("near_count");
        double floor = row.getDouble("floor_similarity");
        boolean isWhole = row.wasNull();
        return new Pool(
                members.subList(0, near),
                members.subList(near, members.size()),
                isWhole ? null : new Floor(floor, row.getLong("floor_candidate_id")));
    }
}
