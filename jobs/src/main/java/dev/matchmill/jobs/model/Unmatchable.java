package dev.matchmill.jobs.model;

import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Candidates whom matching can't find, each with the reason; they are listed and not just absent.
 */
public record Unmatchable(JdbcClient jdbc) {

    private static final String REASONS =
            """
            SELECT c.id,
                   CASE
                   WHEN NOT c.is_active THEN 'not active'
                   WHEN c.restricted_at IS NOT NULL THEN 'restricted: kept for the law only'
                   WHEN e.entity_id IS NOT NULL THEN 'no consent to automatic processing'
                   WHEN t.candidate_id IS NULL OR t.text_content !~ '\\S' THEN 'no text was read'
                   ELSE 'no vector yet: the next embed computes it'
                   END AS reason
            FROM candidates c
            LEFT JOIN pipeline.candidate_texts t ON t.candidate_id = c.id
            LEFT JOIN embeddings e
                   ON e.entity_type = 'candidate'
                  AND e.embedding_model_id = :model
                  AND e.entity_id = c.id
                  AND e.chunk_no = 0
            WHERE c.deleted_at IS NULL
              AND c.anonymized_at IS NULL
              AND c.merged_into_id IS NULL
              AND (e.entity_id IS NULL
                   OR NOT c.is_active
                   OR c.restricted_at IS NOT NULL
                   OR EXISTS (SELECT 1
                              FROM candidate_consents w
                              WHERE w.candidate_id = c.id
                                AND w.consent_type = 'ai_processing'
                                AND w.status <> 'granted'
                                AND NOT EXISTS (
                                    SELECT 1
                                    FROM candidate_consents g
                                    WHERE g.candidate_id = c.id
                                      AND g.consent_type = 'ai_processing'
                                      AND g.status = 'granted')))
            """;

    private static final String LISTED = REASONS + "ORDER BY c.id LIMIT :limit";

    private static final String COUNTED =
            "SELECT reason, count(*) AS candidates FROM ("
                    + REASONS
                    + ") r GROUP BY reason ORDER BY count(*) DESC, reason";

    /** A candidate who can't be matched. */
    public record Line(long candidate, String state, String reason) {}

    /** How many there are of a reason. */
    public record Count(String reason, long candidates) {}

    /** By id, so many at most. */
    public List<Line> list(ModelId model, int limit) {
        return jdbc.sql(LISTED)
                .param("model", model.value())
                .param("limit", limit)
                .query((row, _) ->
                        new Line(row.getLong("id"), "UNMATCHABLE", row.getString("reason")))
                .list();
    }

    /** All of them, most first. */
    public List<Count> count(ModelId model) {
        return jdbc.sql(COUNTED)
                .param("model", model.value())
                .query((row, _) -> new Count(row.getString("reason"), row.getLong("candidates")))
                .list();
    }

    /** As a table, with the counts below. */
    public static String table(List<Line> lines, List<Count> counts) {
        if (counts.isEmpty()) {
            return "everybody can be matched\n";
        }
        TextTable table = new TextTable("candidate", "state", "reason");
        lines.forEach(line -> table.row(line.candidate(), line.state(), line.reason()));
        StringBuilder text = new StringBuilder(table.render());
        counts.forEach(count ->
                text.append(count.candidates()).append(" x ").append(count.reason()).append('\n'));
        return text.toString();
    }
}
