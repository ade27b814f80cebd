package dev.matchmill.jobs.shortlist;

import dev.matchmill.migrations.type.Recommendation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads stored matches with all that explains them. */
public record Explanations(JdbcClient jdbc, JsonMapper json) {

    // A reference comes before an id that is written the same.
    private static final String IS_NAMED =
            """
            WHERE (j.external_ref = :posting
                   OR j.id::text = :posting AND NOT EXISTS (
                       SELECT 1
                       FROM jobs named
                       WHERE named.external_ref = :posting
                         AND named.deleted_at IS NULL))
              AND j.deleted_at IS NULL
            """;

    private static final String STORED =
            """
            SELECT j.id AS posting_id, coalesce(j.external_ref, j.id::text) AS posting, j.title,
                   r.candidate_id, r.generation_id, r.refreshed_at, r.rank, r.score,
                   r.recommendation, r.breakdown, g.config, g.config_version,
                   concat_ws(' ', e.name, e.version) AS model, e.id AS model_id,
                   r.generation_id = s.active_generation_id AS is_published
            FROM jobs j
            JOIN pipeline.match_job_states s ON s.job_id = j.id
            JOIN pipeline.match_results r ON r.job_id = j.id
            JOIN pipeline.match_generations g ON g.id = r.generation_id
            JOIN embedding_models e ON e.id = g.embedding_model_id
            JOIN candidates c ON c.id = r.candidate_id
            """
                    + IS_NAMED
                    + """
                      AND r.candidate_id = :candidate
                      AND r.generation_id = coalesce(CAST(:generation AS bigint), s.active_generation_id)
                      AND c.deleted_at IS NULL
                      AND c.anonymized_at IS NULL
                      AND c.restricted_at IS NULL
                    ORDER BY j.id
                    LIMIT 1
                    """;

    private static final String KEPT =
            """
            SELECT DISTINCT r.generation_id
            FROM jobs j
            JOIN pipeline.match_results r ON r.job_id = j.id
            """
                    + IS_NAMED
                    + """
                    ORDER BY r.generation_id DESC
                    """;

    private static final String POSTING =
            """
            SELECT j.id, j.status, s.job_id IS NOT NULL AS is_matched
            FROM jobs j
            LEFT JOIN pipeline.match_job_states s ON s.job_id = j.id
            """
                    + IS_NAMED
                    + """
                    ORDER BY j.id
                    LIMIT 1
                    """;

    /**
     * The match of a candidate.
     *
     * @param posting external reference, or the id
     * @param generation null for what is published now
     */
    public Optional<Explanation> find(String posting, long candidate, @Nullable Long generation) {
        return jdbc.sql(STORED)
                .param("posting", posting)
                .param("candidate", candidate)
                .param("generation", generation)
                .query((row, _) -> explanation(row))
                .optional();
    }

    /** The match with skills as people write them, for showing; unknown ones stay as they are. */
    public Explanation named(Explanation match) {
        return match.named(SkillNames.read(jdbc));
    }

    /**
     * A posting whose matches may be asked for.
     *
     * @param status its label, such as {@code closed}
     * @param isMatched whether matches of it were published
     */
    public record Posting(long id, String status, boolean isMatched) {
        public boolean isOpen() {
            return status.equals("open");
        }
    }

    /** A posting by its external reference, or by its id. */
    public Optional<Posting> posting(String posting) {
        return jdbc.sql(POSTING)
                .param("posting", posting)
                .query((row, _) ->
                        new Posting(
                                row.getLong("id"),
                                row.getString("status"),
                                row.getBoolean("is_matched")))
                .optional();
    }

    /** The model that matching uses. */
    public Optional<Long> model() {
        return jdbc.sql("SELECT id FROM embedding_models WHERE is_active")
                .query(Long.class)
                .optional();
    }

    /** Generations of which results of the posting are kept, newest first. */
    public List<Long> kept(String posting) {
        return jdbc.sql(KEPT).param("posting", posting).query(Long.class).list();
    }

    private Explanation explanation(ResultSet row) throws SQLException {
        JsonNode stored = json.readTree(row.getString("breakdown"));
        StoredBreakdown breakdown = new StoredBreakdown(stored);
        List<SkillEvidence> matched = breakdown.matched();
        long requiredFound = matched.stream().filter(SkillEvidence::required).count();
        long requiredMissing = stored.path("required").asInt() - requiredFound;
        List<Explanation.Missing> missing = new ArrayList<>();
        for (String skill : breakdown.texts("missing")) {
            missing.add(new Explanation.Missing(skill, missing.size() < requiredMissing));
        }
        return new Explanation(
                row.getString("posting"),
                row.getString("title"),
                row.getLong("posting_id"),
                row.getLong("candidate_id"),
                row.getLong("generation_id"),
                row.getBoolean("is_published"),
                row.getTimestamp("refreshed_at").toInstant(),
                row.getInt("rank"),
                row.getDouble("score"),
                Recommendation.valueOf(row.getString("recommendation").toUpperCase(Locale.ROOT)),
                thresholds(json.readTree(row.getString("config"))),
                parts(breakdown),
                matched,
                missing,
                breakdown.texts("extra"),
                row.getString("model"),
                row.getLong("model_id"),
                row.getString("config_version"),
                stored.path("similarity").asDouble(),
                stored.path("text_sha256").asString(""),
                row.getString("breakdown"));
    }

    private static List<Explanation.Part> parts(StoredBreakdown breakdown) {
        Map<String, Double> values = breakdown.figures("factors");
        Map<String, Double> weights = breakdown.figures("weights");
        List<Explanation.Part> parts = new ArrayList<>();
        breakdown
                .figures("contributions")
                .forEach((name, contribution) ->
                        parts.add(
                                new Explanation.Part(
                                        name,
                                        values.getOrDefault(name, 0.0),
                                        weights.getOrDefault(name, 0.0),
                                        contribution)));
        return parts;
    }

    private static Map<Recommendation, Double> thresholds(JsonNode config) {
        Map<Recommendation, Double> thresholds = new EnumMap<>(Recommendation.class);
        for (Recommendation level : Recommendation.values()) {
            JsonNode from = config.path(level.label());
            if (from.isNumber()) {
                thresholds.put(level, from.asDouble());
            }
        }
        return thresholds;
    }
}
