package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.ModelId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One hash over everything that match results follow from: open postings, weights and scopes,
 * candidates, vectors, applications, origins, settings. Equal fingerprint, equal results: nothing
 * to do.
 */
record InputFingerprint(JdbcClient jdbc) {

    private static final String FINGERPRINT =
            """
            SELECT encode(sha256(convert_to(concat_ws('|', :settings, :model,
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', j.id, j.updated_at, encode(j.content_hash, 'hex')), 0)))
                 FROM jobs j
                 WHERE j.status = 'open' AND j.deleted_at IS NULL),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', s.organization_id, s.matching_weights::text,
                                  s.candidate_scope, s.ai_processing_enabled), 0)))
                 FROM organization_settings s),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', c.id, c.skills::text, c.years_of_experience,
                                  c.location_city, c.location_state, c.location_country,
                                  c.is_active, c.merged_into_id), 0)))
                 FROM candidates c
                 WHERE c.deleted_at IS NULL AND c.anonymized_at IS NULL
                   AND c.restricted_at IS NULL),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', e.entity_type, e.entity_id,
                                  encode(e.content_hash, 'hex')), 0)))
                 FROM embeddings e
                 WHERE e.embedding_model_id = :model
                   AND e.entity_type IN ('job', 'candidate')
                   AND e.chunk_no = 0),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', a.id, a.candidate_id, a.status), 0)))
                 FROM applications a
                 WHERE a.deleted_at IS NULL AND a.restricted_at IS NULL),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', m.pool_id, m.candidate_id, m.status), 0)))
                 FROM talent_pool_memberships m),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', r.source_id, r.candidate_id), 0)))
                 FROM pipeline.source_records r
                 WHERE r.candidate_id IS NOT NULL),
                (SELECT concat_ws(',', count(*), bit_xor(hashtextextended(
                        concat_ws('/', k.id, k.status), 0)))
                 FROM candidate_consents k)
            ), 'UTF8')), 'hex')
            """;

    /** 64 hex digits. */
    String of(ModelId model, MatchSettings settings) {
        return jdbc.sql(FINGERPRINT)
                .param("settings", Generations.CONFIG_VERSION + settings)
                .param("model", model.value())
                .query(String.class)
                .single();
    }
}
