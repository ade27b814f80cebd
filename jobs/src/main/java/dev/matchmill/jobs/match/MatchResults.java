package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import tools.jackson.databind.json.JsonMapper;

/** Writes match results of a generation, and the same scores on applications. */
final class MatchResults {

    private static final String INSERT =
            """
            INSERT INTO pipeline.match_results
                (job_id, generation_id, candidate_id, rank, score, vector_score, skills_score,
                 experience_score, location_score, breakdown, recommendation, refreshed_at)
            SELECT n.posting, :generation, n.candidate, n.rank, n.score, n.vector, n.skills,
                   n.experience, n.location, CAST(n.breakdown AS jsonb),
                   CAST(n.recommendation AS recommendation_level), :now
            FROM unnest(CAST(:postings AS bigint[]), CAST(:candidates AS bigint[]),
                        CAST(:ranks AS integer[]), CAST(:scores AS double precision[]),
                        CAST(:vectors AS double precision[]), CAST(:skills AS double precision[]),
                        CAST(:experiences AS double precision[]),
                        CAST(:locations AS double precision[]), CAST(:breakdowns AS text[]),
                        CAST(:recommendations AS text[]))
                     AS n(posting, candidate, rank, score, vector, skills, experience, location,
                          breakdown, recommendation)
            """;

    private static final String SCORE_APPLICATION =
            """
            UPDATE applications
            SET ai_score = :score,
                ai_score_breakdown = CAST(:breakdown AS jsonb),
                ai_recommendation = CAST(:recommendation AS recommendation_level),
                ai_scored_at = :now
            WHERE job_id = :posting
              AND candidate_id = :candidate
              AND status NOT IN ('rejected', 'withdrawn')
              AND deleted_at IS NULL
              AND anonymized_at IS NULL
              AND restricted_at IS NULL
              AND (ai_score, ai_score_breakdown, ai_recommendation)
                  IS DISTINCT FROM
                  (CAST(:score AS double precision), CAST(:breakdown AS jsonb),
                   CAST(:recommendation AS recommendation_level))
            """;

    private static final String KEEP =
            """
            WITH kept AS (
                INSERT INTO pipeline.match_results
                    (job_id, generation_id, candidate_id, rank, score, vector_score, skills_score,
                     experience_score, location_score, breakdown, recommendation, refreshed_at)
                SELECT r.job_id, :generation, r.candidate_id, k.rank, r.score, r.vector_score,
                       r.skills_score, r.experience_score, r.location_score, r.breakdown,
                       r.recommendation, :now
                FROM unnest(CAST(:postings AS bigint[]), CAST(:candidates AS bigint[]),
                            CAST(:ranks AS integer[])) AS k(posting, candidate, rank)
                JOIN pipeline.match_job_states s ON s.job_id = k.posting
                JOIN pipeline.match_results r
                  ON r.job_id = s.job_id
                 AND r.generation_id = s.active_generation_id
                 AND r.candidate_id = k.candidate
                RETURNING job_id)
            SELECT job_id, count(*) AS kept
            FROM kept
            GROUP BY job_id
            """;

    private static final String REMOVE =
            """
            DELETE FROM pipeline.match_results
            WHERE job_id = :posting AND generation_id = :generation
            """;

    private static final String PUBLISHED =
            """
            SELECT job_id, candidate_id
            FROM pipeline.current_matches
            WHERE job_id = ANY (CAST(:postings AS bigint[]))
            ORDER BY job_id, rank
            """;

    private final NamedParameterJdbcOperations jdbc;
    private final Clock clock;
    private final JsonMapper json;

    MatchResults(NamedParameterJdbcOperations jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The results of postings; who is published already and was not scored anew keeps what is said
     * of him.
     *
     * @return postings of which not all results could be written: some of those published may just
     *     have been removed
     */
    Set<PostingId> write(GenerationId generation, Map<PostingId, Ranking> rankings) {
        ResultRows rows = new ResultRows(json);
        List<Long> postings = new ArrayList<>();
        List<Long> candidates = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        Map<PostingId, Integer> missing = new HashMap<>();
        rankings.forEach((posting, ranking) -> {
            int rank = 0;
            for (Long candidate : ranking.top()) {
                rank++;
                MatchScore match = ranking.details().get(candidate);
                if (match != null) {
                    rows.add(posting, rank, match);
                } else {
                    postings.add(posting.value());
                    candidates.add(candidate);
                    ranks.add(rank);
                    missing.merge(posting, 1, Integer::sum);
                }
            }
        });
        if (!rows.isEmpty()) {
            jdbc.update(INSERT, written(rows.parameters(), generation));
        }
        if (!postings.isEmpty()) {
            MapSqlParameterSource kept =
                    new MapSqlParameterSource()
                            .addValue("postings", postings.toArray(Long[]::new))
                            .addValue("candidates", candidates.toArray(Long[]::new))
                            .addValue("ranks", ranks.toArray(Integer[]::new));
            jdbc.query(
                    KEEP,
                    written(kept, generation),
                    row -> {
                        missing.merge(
                                new PostingId(row.getLong("job_id")),
                                -row.getInt("kept"),
                                Integer::sum);
                    });
        }
        missing.values().removeIf(count -> count == 0);
        return Set.copyOf(missing.keySet());
    }

    /** Takes back what was written of a posting. */
    void remove(PostingId posting, GenerationId generation) {
        jdbc.update(
                REMOVE,
                new MapSqlParameterSource()
                        .addValue("posting", posting.value())
                        .addValue("generation", generation.value()));
    }

    /** Who is published of each posting, best first. */
    Map<PostingId, List<Long>> published(Collection<PostingId> postings) {
        Map<PostingId, List<Long>> published = new HashMap<>();
        jdbc.query(
                PUBLISHED,
                Map.of("postings", postings.stream().map(PostingId::value).toArray(Long[]::new)),
                row -> {
                    published
                            .computeIfAbsent(
                                    new PostingId(row.getLong("job_id")), _ -> new ArrayList<>())
                            .add(row.getLong("candidate_id"));
                });
        return published;
    }

    private MapSqlParameterSource written(
            MapSqlParameterSource parameters, GenerationId generation) {
        return parameters
                .addValue("generation", generation.value())
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** The same scores on the running applications of those who applied; unchanged ones stay. */
    void scoreApplications(PostingId posting, List<MatchScore> applicants) {
        jdbc.batchUpdate(
                SCORE_APPLICATION,
                applicants.stream()
                        .map(match -> parameters(posting, match))
                        .toArray(SqlParameterSource[]::new));
    }

    private MapSqlParameterSource parameters(PostingId posting, MatchScore match) {
        return new MapSqlParameterSource()
                .addValue("posting", posting.value())
                .addValue("candidate", match.candidate().value())
                .addValue("score", match.score())
                .addValue("breakdown", json.writeValueAsString(MatchBreakdown.of(match)))
                .addValue("recommendation", match.recommendation().label())
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC));
    }
}
