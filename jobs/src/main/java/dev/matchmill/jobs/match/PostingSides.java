package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Open postings and what changed of them since their ranking was made: found by hashes over what a
 * ranking follows from, not by timestamps, so nobody who writes needs to be trusted with one. A
 * hash has 64 bits: one change in 1.8e19 goes unseen.
 */
record PostingSides(JdbcClient jdbc) {

    private static final String SIDES =
            """
            WITH vectors AS (
                SELECT e.entity_id,
                       hashtextextended(
                           ROW(e.content_hash, extract(epoch FROM e.updated_at))::text, 0) AS hash
                FROM embeddings e
                WHERE e.entity_type = 'job'
                  AND e.embedding_model_id = :model
                  AND e.chunk_no = 0
            ), applicants AS (
                SELECT a.job_id,
                       bit_xor(hashtextextended(
                           ROW(a.id, a.candidate_id, a.anonymized_at IS NULL,
                               a.restricted_at IS NULL)::text, 0)) AS hash
                FROM applications a
                WHERE a.status NOT IN ('rejected', 'withdrawn')
                  AND a.deleted_at IS NULL
                GROUP BY a.job_id
            ), sides AS (
                SELECT j.id,
                       CASE WHEN o.candidate_scope = 'marketplace' THEN NULL
                            ELSE j.organization_id END AS organization,
                       coalesce(o.ai_processing_enabled, true) AND v.hash IS NOT NULL AS is_matched,
                       ROW(CAST(:settings AS text), CAST(:model AS bigint), v.hash,
                           o.candidate_scope, o.ai_processing_enabled)::text AS search,
                       ROW(j.required_skills, j.preferred_skills, j.location_type, j.location_city,
                           j.location_state, j.location_country, j.min_years_experience,
                           o.matching_weights, a.hash, CAST(:hierarchy AS integer))::text
                           AS ranking,
                       p.posting_hash AS known_posting_hash, p.search_hash AS known_search_hash,
                       s.results_count <> (
                           SELECT count(*)
                           FROM pipeline.match_results r
                           WHERE r.job_id = s.job_id
                             AND r.generation_id = s.active_generation_id) AS has_holes
                FROM jobs j
                LEFT JOIN organization_settings o ON o.organization_id = j.organization_id
                LEFT JOIN vectors v ON v.entity_id = j.id
                LEFT JOIN applicants a ON a.job_id = j.id
                LEFT JOIN pipeline.match_job_states s ON s.job_id = j.id
                LEFT JOIN pipeline.match_pools p
                       ON p.job_id = s.job_id AND p.generation_id = s.pool_generation_id
                WHERE j.status = 'open'
                  AND j.deleted_at IS NULL
            )
            SELECT id, organization, is_matched, known_posting_hash, known_search_hash, has_holes,
                   hashtextextended(search, 0) AS search_hash,
                   hashtextextended(ROW(search, ranking)::text, 0) AS posting_hash
            FROM sides
            ORDER BY id
            """;

    private static final String CLOSED =
            """
            SELECT count(*)
            FROM pipeline.match_job_states s
            WHERE NOT EXISTS (
                SELECT 1
                FROM jobs j
                WHERE j.id = s.job_id AND j.status = 'open' AND j.deleted_at IS NULL)
            """;

    /**
     * All open postings by id.
     *
     * @param again postings to search for whatever their hashes say
     */
    List<PostingSide> read(
            ModelId model, MatchSettings settings, SkillHierarchy hierarchy, Set<PostingId> again) {
        return jdbc.sql(SIDES)
                .param("model", model.value())
                .param("settings", Generations.CONFIG_VERSION + settings)
                .param("hierarchy", hierarchy.fingerprint())
                .query((row, _) -> side(row, again))
                .list();
    }

    /** Postings that show matches and are not open. */
    long closedCount() {
        return jdbc.sql(CLOSED).query(Long.class).single();
    }

    private static PostingSide side(ResultSet row, Set<PostingId> again) throws SQLException {
        PostingId id = new PostingId(row.getLong("id"));
        long organization = row.getLong("organization");
        boolean isOfAll = row.wasNull();
        return new PostingSide(
                id,
                isOfAll ? null : organization,
                row.getBoolean("is_matched"),
                row.getLong("posting_hash"),
                row.getLong("search_hash"),
                again.contains(id) ? Work.SEARCH : work(row));
    }

    private static Work work(ResultSet row) throws SQLException {
        long searched = row.getLong("known_search_hash");
        if (row.wasNull() || searched != row.getLong("search_hash")) {
            return Work.SEARCH;
        }
        boolean ranked = row.getLong("known_posting_hash") == row.getLong("posting_hash");
        return ranked && !row.getBoolean("has_holes") ? Work.NONE : Work.RANK;
    }
}
