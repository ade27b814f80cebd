package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Eligibility;
import dev.matchmill.jobs.match.ChangedCandidates.Changed;
import dev.matchmill.migrations.type.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the last refresh saw of each candidate who may be matched, as a hash of 64 bits over facts,
 * text, vectors and origins. Whoever may not be matched has none; so consent, deletion,
 * anonymization and merging show as well, whoever wrote them and when.
 */
record CandidateStates(JdbcClient jdbc) {

    private static final int STORED_AT_ONCE = 10_000;

    private static final String CHANGED =
            """
            WITH vectors AS (
                SELECT e.entity_id,
                       bit_xor(hashtextextended(
                           ROW(e.chunk_no, e.chunk_count, e.content_hash,
                               extract(epoch FROM e.updated_at))::text, 0)) AS hash
                FROM embeddings e
                WHERE e.entity_type = 'candidate'
                  AND e.embedding_model_id = :model
                GROUP BY e.entity_id
            ), origins AS (
                SELECT o.candidate_id,
                       array_agg(DISTINCT o.organization_id ORDER BY o.organization_id)
                           AS organizations
                FROM (
            """
                    + Eligibility.ORIGINS
                    + """
                        ) o
                        GROUP BY o.candidate_id
                    ), parses AS (
                        SELECT DISTINCT ON (p.candidate_id) p.candidate_id, p.id
                        FROM pipeline.parsed_resumes p
                        WHERE p.candidate_id IS NOT NULL
                        ORDER BY p.candidate_id, p.created_at DESC, p.id DESC
                    ), present AS (
                        SELECT c.id,
                               hashtextextended(
                                   ROW(c.skills, c.years_of_experience, c.location_city,
                                       c.location_state, c.location_country, t.text_sha256, p.id,
                                       v.hash, o.organizations)::text, 0) AS hash
                        FROM candidates c
                        JOIN vectors v ON v.entity_id = c.id
                        LEFT JOIN pipeline.candidate_texts t ON t.candidate_id = c.id
                        LEFT JOIN parses p ON p.candidate_id = c.id
                        LEFT JOIN origins o ON o.candidate_id = c.id
                        WHERE true
                    """
                    + Eligibility.ANYWHERE
                    + """
                    )
                    SELECT coalesce(n.id, s.candidate_id) AS id, n.hash
                    FROM present n
                    FULL JOIN pipeline.match_candidate_states s ON s.candidate_id = n.id
                    WHERE n.hash IS DISTINCT FROM s.input_hash
                       OR coalesce(n.id, s.candidate_id) = ANY (CAST(:again AS bigint[]))
                    ORDER BY 1
                    """;

    private static final String ORIGINS_OF =
            "SELECT DISTINCT o.candidate_id, o.organization_id FROM ("
                    + Eligibility.ORIGINS
                    + ") o WHERE o.candidate_id = ANY (CAST(:ids AS bigint[]))";

    private static final String STORE =
            """
            INSERT INTO pipeline.match_candidate_states AS s (candidate_id, input_hash)
            SELECT n.id, n.hash
            FROM unnest(CAST(:ids AS bigint[]), CAST(:hashes AS bigint[])) AS n(id, hash)
            ON CONFLICT (candidate_id) DO UPDATE
            SET input_hash = EXCLUDED.input_hash
            WHERE s.input_hash <> EXCLUDED.input_hash
            """;

    private static final String FORGET =
            """
            DELETE FROM pipeline.match_candidate_states
            WHERE candidate_id = ANY (CAST(:ids AS bigint[]))
            """;

    /**
     * Who changed since the last refresh.
     *
     * @param again candidates who count as changed whatever their hashes say
     */
    ChangedCandidates changed(ModelId model, Collection<Long> again) {
        return new ChangedCandidates(
                jdbc.sql(CHANGED)
                        .param("model", model.value())
                        .param("again", again.toArray(Long[]::new))
                        .query((row, _) ->
                                new Changed(row.getLong("id"), row.getObject("hash", Long.class)))
                        .list());
    }

    /** Whose candidates these are; who belongs to nobody is left out. */
    Map<Long, Set<Long>> organizations(Collection<Long> candidates) {
        Map<Long, Set<Long>> organizations = new HashMap<>();
        jdbc.sql(ORIGINS_OF)
                .param("ids", candidates.toArray(Long[]::new))
                .query(row -> {
                    organizations
                            .computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                            .add(row.getLong(2));
                });
        return organizations;
    }

    /** Remembers what was seen; belongs in the transaction that publishes what follows from it. */
    void store(ChangedCandidates changed) {
        for (int from = 0; from < changed.size(); from += STORED_AT_ONCE) {
            List<Changed> piece = changed.slice(from, STORED_AT_ONCE);
            List<Changed> present = piece.stream().filter(c -> c.hash() != null).toList();
            jdbc.sql(STORE)
                    .param("ids", present.stream().map(Changed::id).toArray(Long[]::new))
                    .param(
                            "hashes",
                            present.stream()
                                    .map(c -> Objects.requireNonNull(c.hash()))
                                    .toArray(Long[]::new))
                    .update();
            jdbc.sql(FORGET)
                    .param(
                            "ids",
                            piece.stream()
                                    .filter(c -> c.hash() == null)
                                    .map(Changed::id)
                                    .toArray(Long[]::new))
                    .update();
        }
    }
}
