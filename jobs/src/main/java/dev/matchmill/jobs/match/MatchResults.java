package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    private static final int LISTED_EXTRA_SKILLS = 20;

    private final NamedParameterJdbcOperations jdbc;
    private final Clock clock;
    private final JsonMapper json;

    MatchResults(NamedParameterJdbcOperations jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /** The ranked results of one posting, best first. */
    void write(OpenPosting posting, GenerationId generation, List<MatchScore> ranked) {
        List<SqlParameterSource> rows = new ArrayList<>();
        for (MatchScore match : ranked) {
            rows.add(
                    parameters(posting, match)
                            .addValue("generation", generation.value())
                            .addValue("rank", rows.size() + 1)
                            .addValue("vector", Math.clamp((1 + match.similarity()) / 2, 0.0, 1.0))
                            .addValue("skills", skills(match))
                            .addValue("experience", match.factors().get(Factor.EXPERIENCE))
                            .addValue("location", match.factors().get(Factor.LOCATION)));
        }
        jdbc.batchUpdate(INSERT, rows.toArray(SqlParameterSource[]::new));
    }

    /** The same scores on the running applications of those who applied; unchanged ones stay. */
    void scoreApplications(OpenPosting posting, List<MatchScore> applicants) {
        jdbc.batchUpdate(
                SCORE_APPLICATION,
                applicants.stream()
                        .map(match -> parameters(posting, match))
                        .toArray(SqlParameterSource[]::new));
    }

    private MapSqlParameterSource parameters(OpenPosting posting, MatchScore match) {
        return new MapSqlParameterSource()
                .addValue("posting", posting.id().value())
                .addValue("candidate", match.candidate().value())
                .addValue("score", match.score())
                .addValue("breakdown", json.writeValueAsString(breakdown(match)))
                .addValue("recommendation", match.recommendation().label())
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Double skills(MatchScore match) {
        Double required = match.factors().get(Factor.REQUIRED_SKILLS);
        return required == null ? match.factors().get(Factor.PREFERRED_SKILLS) : required;
    }

    private static Map<String, Object> breakdown(MatchScore match) {
        Map<String, Object> breakdown = new LinkedHashMap<>();
        breakdown.put("contributions", byLabel(match.contributions()));
        breakdown.put("factors", byLabel(match.factors()));
        breakdown.put("similarity", match.similarity());
        breakdown.put("matched", match.matched());
        breakdown.put("missing", match.missing());
        breakdown.put("extra", match.extra().stream().limit(LISTED_EXTRA_SKILLS).toList());
        breakdown.put("text_sha256", match.textHash());
        return breakdown;
    }

    private static Map<String, Double> byLabel(Map<Factor, Double> values) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (Factor factor : Factor.values()) {
            Double value = values.get(factor);
            if (value != null) {
                map.put(factor.label(), value);
            }
        }
        return map;
    }
}
