package dev.matchmill.jobs.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What is in the database and what is happening, in numbers. Holds no personal data. */
public record StatusReport(JdbcClient jdbc, JsonMapper json) {

    private static final String NUMBERS =
            """
            SELECT (SELECT count(*) FROM jobs WHERE status = 'open' AND deleted_at IS NULL)
                       AS open_postings,
                   (SELECT count(*) FROM candidates
                    WHERE deleted_at IS NULL AND merged_into_id IS NULL
                      AND restricted_at IS NULL) AS candidates,
                   (SELECT count(*) FROM applications WHERE deleted_at IS NULL) AS applications,
                   (SELECT count(*) FROM pipeline.source_records WHERE state = 'pending')
                       AS pending_documents,
                   (SELECT count(*) FROM pipeline.dead_letters WHERE status = 'open')
                       AS open_rejections,
                   (SELECT count(*)
                    FROM pipeline.candidate_texts t
                    WHERE NOT EXISTS (
                        SELECT 1
                        FROM candidates c
                        WHERE c.id = t.candidate_id AND c.restricted_at IS NOT NULL)
                      AND NOT EXISTS (
                        SELECT 1
                        FROM embeddings e
                        JOIN embedding_models m ON m.id = e.embedding_model_id AND m.is_active
                        WHERE e.entity_type = 'candidate' AND e.entity_id = t.candidate_id
                          AND e.chunk_no = 0 AND e.content_hash = t.text_sha256))
                       AS candidates_without_vector,
                   (SELECT count(*) FROM pipeline.match_job_states) AS matched_postings,
                   (SELECT name || ' ' || version FROM embedding_models WHERE is_active)
                       AS active_model,
                   (SELECT max(refreshed_at) FROM pipeline.match_job_states)::text
                       AS matches_refreshed_at,
                   (SELECT string_agg(command || ' (run ' || id || ')', ', ' ORDER BY id)
                    FROM pipeline.runs WHERE status = 'running') AS running
            """;

    /** Name and value, in the order to show. */
    public Map<String, Object> numbers() {
        return jdbc.sql(NUMBERS)
                .query((row, _) -> {
                    Map<String, Object> numbers = new LinkedHashMap<>();
                    for (int c = 1; c <= row.getMetaData().getColumnCount(); c++) {
                        Object value = row.getObject(c);
                        numbers.put(
                                row.getMetaData().getColumnLabel(c),
                                value == null ? "none" : value);
                    }
                    return numbers;
                })
                .single();
    }

    public String toJson() {
        return json.writeValueAsString(numbers());
    }

    public String toTable() {
        TextTable table = new TextTable("what", "value");
        numbers().forEach((name, value) -> table.row(name.replace('_', ' '), value));
        return table.render();
    }
}
