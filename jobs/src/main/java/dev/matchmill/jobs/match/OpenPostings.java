package dev.matchmill.jobs.match;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Open postings with what their organization wants of matching. */
record OpenPostings(JdbcClient jdbc, JsonMapper json) {

    private static final String OF =
            """
            SELECT j.id, j.organization_id, j.location_type, j.location_city, j.location_state,
                   j.location_country, j.min_years_experience,
                   ARRAY(SELECT skill FROM jsonb_array_elements_text(j.required_skills) AS skill
                         WHERE skill ~ '\\S') AS required,
                   ARRAY(SELECT skill FROM jsonb_array_elements_text(j.preferred_skills) AS skill
                         WHERE skill ~ '\\S') AS preferred,
                   coalesce(s.matching_weights,
                            '{"semantic":0.55,"required_skills":0.2,"preferred_skills":0.05,"experience":0.1,"location":0.1}')
                       AS weights
            FROM jobs j
            LEFT JOIN organization_settings s ON s.organization_id = j.organization_id
            WHERE j.status = 'open'
              AND j.deleted_at IS NULL
              AND coalesce(s.ai_processing_enabled, true)
              AND j.id = ANY (CAST(:ids AS bigint[]))
            ORDER BY j.id
            """;

    /** Those of the given ones that are open still and wanted to be matched, by id. */
    Map<PostingId, OpenPosting> of(Collection<PostingId> postings) {
        Map<PostingId, OpenPosting> open = new LinkedHashMap<>();
        jdbc.sql(OF)
                .param("ids", postings.stream().map(PostingId::value).toArray(Long[]::new))
                .query((row, _) -> posting(row))
                .list()
                .forEach(posting -> open.put(posting.id(), posting));
        return open;
    }

    private OpenPosting posting(ResultSet row) throws SQLException {
        int years = row.getInt("min_years_experience");
        return new OpenPosting(
                new PostingId(row.getLong("id")),
                texts(row, "required"),
                texts(row, "preferred"),
                LocationType.valueOf(row.getString("location_type").toUpperCase(Locale.ROOT)),
                row.getString("location_city"),
                row.getString("location_state"),
                row.getString("location_country"),
                years == 0 ? null : years,
                weights(row));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private Map<Factor, Double> weights(ResultSet row) throws SQLException {
        JsonNode node = json.readTree(row.getString("weights"));
        Map<Factor, Double> weights = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            if (node.hasNonNull(factor.label())) {
                double weight = node.get(factor.label()).asDouble(Double.NaN);
                if (!Double.isFinite(weight)) {
                    throw new PreconditionException(
                            ("the weight '%s' of organization %d is no number: correct"
                                            + " matching_weights in organization_settings.")
                                    .formatted(factor.label(), row.getLong("organization_id")));
                }
                weights.put(factor, Math.max(0, weight));
            }
        }
        return weights;
    }
}
