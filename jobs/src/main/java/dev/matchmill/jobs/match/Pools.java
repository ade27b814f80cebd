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
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Pools of postings. One is written beside the one in use, as results are, and used by the next
 * refresh once its generation is published.
 */
record Pools(NamedParameterJdbcOperations jdbc) {

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
        jdbc.query(
                IN_USE,
                Map.of("postings", postings.stream().map(PostingId::value).toArray(Long[]::new)),
                row -> {
                    pools.put(new PostingId(row.getLong("job_id")), pool(row));
                });
        return pools;
    }

    /** Writes the pools of postings in a generation. */
    void write(GenerationId generation, List<Renewed> renewed) {
        jdbc.batchUpdate(
                WRITE,
                renewed.stream()
                        .map(posting -> parameters(generation, posting))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Deletes those that no posting uses. */
    int dropSuperseded() {
        return jdbc.update(DROP_SUPERSEDED, Map.of());
    }

    private static SqlParameterSource parameters(GenerationId generation, Renewed renewed) {
        PostingSide posting = renewed.posting();
        Pool pool = renewed.ranking().pool();
        List<PoolMember> members = pool.members().toList();
        Floor floor = pool.floor();
        return new MapSqlParameterSource()
                .addValue("posting", posting.id().value())
                .addValue("generation", generation.value())
                .addValue("postingHash", posting.postingHash())
                .addValue("searchHash", posting.searchHash())
                .addValue("hasResults", renewed.isOther())
                .addValue(
                        "candidates",
                        members.stream().map(PoolMember::candidate).toArray(Long[]::new))
                .addValue("similarities", doubles(members.stream().map(PoolMember::similarity)))
                .addValue("scores", doubles(members.stream().map(PoolMember::score)))
                .addValue("near", pool.near().size())
                .addValue("floor", floor == null ? null : floor.similarity())
                .addValue("floorCandidate", floor == null ? null : floor.candidate());
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
