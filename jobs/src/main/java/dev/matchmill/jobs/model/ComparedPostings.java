package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.CandidateScope;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Open postings that have vectors of two models, so that the models can be compared on them. */
record ComparedPostings(JdbcClient jdbc) {

    // The judged ones first, then others in an order that is random and always the same.
    private static final String POSTINGS =
            """
            SELECT j.id, j.organization_id,
                   coalesce(s.candidate_scope, 'organization') AS candidate_scope,
                   coalesce(g.candidates, '{}') AS candidates, coalesce(g.grades, '{}') AS grades
            FROM jobs j
            LEFT JOIN organization_settings s ON s.organization_id = j.organization_id
            LEFT JOIN LATERAL (
                SELECT array_agg(r.candidate_id ORDER BY r.candidate_id) AS candidates,
                       array_agg(r.grade ORDER BY r.candidate_id) AS grades
                FROM pipeline.relevance_judgements r
                JOIN candidates c ON c.id = r.candidate_id
                WHERE r.job_id = j.id
                  AND c.deleted_at IS NULL
                  AND c.anonymized_at IS NULL
                  AND c.restricted_at IS NULL) g ON true
            WHERE j.status = 'open'
              AND j.deleted_at IS NULL
              AND coalesce(s.ai_processing_enabled, true)
              AND NOT EXISTS (
                  SELECT 1
                  FROM unnest(CAST(:models AS bigint[])) AS m (id)
                  WHERE NOT EXISTS (
                      SELECT 1
                      FROM embeddings e
                      WHERE e.entity_type = 'job'
                        AND e.embedding_model_id = m.id
                        AND e.entity_id = j.id
                        AND e.chunk_no = 0))
              AND (g.candidates IS NOT NULL OR NOT :judgedOnly)
            ORDER BY g.candidates IS NULL, hashint8(j.id), j.id
            LIMIT :limit
            """;

    /**
     * Those with judgements first.
     *
     * @param limit as many at most
     */
    List<ComparedPosting> of(ModelId first, ModelId second, int limit, boolean judgedOnly) {
        return jdbc.sql(POSTINGS)
                .param("models", new Long[] {first.value(), second.value()})
                .param("judgedOnly", judgedOnly)
                .param("limit", limit)
                .query((row, _) -> posting(row))
                .list();
    }

    private static ComparedPosting posting(ResultSet row) throws SQLException {
        Long[] candidates = (Long[]) row.getArray("candidates").getArray();
        Integer[] grades = (Integer[]) row.getArray("grades").getArray();
        Map<Long, Integer> judged = new HashMap<>();
        for (int i = 0; i < candidates.length; i++) {
            judged.put(candidates[i], grades[i]);
        }
        long organization = row.getLong("organization_id");
        CandidateScope scope =
                row.getString("candidate_scope").equals("marketplace")
                        ? new CandidateScope.Marketplace()
                        : new CandidateScope.Organization(new OrganizationId(organization));
        return new ComparedPosting(
                new PostingId(row.getLong("id")),
                organization,
                new CandidateFilter(scope, List.of()),
                judged);
    }
}
