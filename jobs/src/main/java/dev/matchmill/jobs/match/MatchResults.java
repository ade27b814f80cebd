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
import org.jspecify.annotations.Nullable;
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
            VALUES (:posting, :generation, :candidate, :rank, :score, :vector, :skills,
                    :experience, :location, CAST(:breakdown AS jsonb),
                    CAST(:recommendation AS recommendation_level), :now)
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
            INSERT INTO pipeline.match_results
                (job_id, generation_id, candidate_id, rank, score, vector_score, skills_score,
                 experience_score, location_score, breakdown, recommendation, refreshed_at)
            SELECT r.job_id, :generation, r.candidate_id, k.rank, r.score, r.vector_score,
                   r.skills_score, r.experience_score, r.location_score, r.breakdown,
                   r.recommendation, :now
            FROM pipeline.match_job_states s
            JOIN pipeline.match_results r
              ON r.job_id = s.job_id AND r.generation_id = s.active_generation_id
            JOIN unnest(CAST(:candidates AS bigint[]), CAST(:ranks AS integer[]))
                     AS k(candidate_id, rank)
              ON k.candidate_id = r.candidate_id
            WHERE s.job_id = :posting
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
     * The results of one posting; who is published already and was not scored anew keeps what is
     * said of him.
     *
     * @return whether all of them could be written: some of those published may just have been
     *     removed
     */
    boolean write(PostingId posting, GenerationId generation, Ranking ranking) {
        List<SqlParameterSource> rows = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        List<Integer> keptRanks = new ArrayList<>();
        int rank = 0;
        for (Long candidate : ranking.top()) {
            rank++;
            MatchScore match = ranking.details().get(candidate);
            if (match == null) {
                kept.add(candidate);
                keptRanks.add(rank);
            } else {
                rows.add(row(posting, match, generation, rank));
            }
        }
        jdbc.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
        return kept.isEmpty() || keep(posting, generation, kept, keptRanks) == kept.size();
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

    private int keep(
            PostingId posting, GenerationId generation, List<Long> kept, List<Integer> ranks) {
        return jdbc.update(
                KEEP,
                new MapSqlParameterSource()
                        .addValue("posting", posting.value())
                        .addValue("generation", generation.value())
                        .addValue("candidates", kept.toArray(Long[]::new))
                        .addValue("ranks", ranks.toArray(Integer[]::new))
                        .addValue("now", clock.instant().atOffset(ZoneOffset.UTC)));
    }

    private SqlParameterSource row(
            PostingId posting, MatchScore match, GenerationId generation, int rank) {
        return parameters(posting, match)
                .addValue("generation", generation.value())
                .addValue("rank", rank)
                .addValue("vector", Math.clamp((1 + match.similarity()) / 2, 0.0, 1.0))
                .addValue("skills", skills(match))
                .addValue("experience", match.factors().get(Factor.EXPERIENCE))
                .addValue("location", match.factors().get(Factor.LOCATION));
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

    private static @Nullable Double skills(MatchScore match) {
        Double required = match.factors().get(Factor.REQUIRED_SKILLS);
        return required == null ? match.factors().get(Factor.PREFERRED_SKILLS) : required;
    }
}
