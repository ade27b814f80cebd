package dev.matchmill.embeddings.search;

/**
 * Who may be found, and only here, as conditions on {@code candidates c}: active, not deleted,
 * anonymized, restricted or merged, not having withdrawn the consent to automatic processing; then
 * in the filter's countries and scope.
 */
public final class Eligibility {

    /** Who may be found by anybody; begins with {@code AND}, takes no parameters. */
    public static final String ANYWHERE =
            """
              AND c.is_active
              AND c.deleted_at IS NULL
              AND c.anonymized_at IS NULL
              AND c.restricted_at IS NULL
              AND c.merged_into_id IS NULL
              AND NOT EXISTS (
                  SELECT 1
                  FROM candidate_consents w
                  WHERE w.candidate_id = c.id
                    AND w.consent_type = 'ai_processing'
                    AND w.status <> 'granted'
                    AND NOT EXISTS (
                        SELECT 1
                        FROM candidate_consents g
                        WHERE g.candidate_id = c.id
                          AND g.consent_type = 'ai_processing'
                          AND g.status = 'granted'))
            """;

    /**
     * Whose candidate somebody is, as rows of {@code candidate_id, organization_id}, some of them
     * twice. Says of all what {@link #CONDITION} says of one.
     */
    public static final String ORIGINS =
            """
            SELECT a.candidate_id, a.organization_id
            FROM applications a
            WHERE a.candidate_id IS NOT NULL
              AND a.deleted_at IS NULL
            UNION ALL
            SELECT m.candidate_id, p.organization_id
            FROM talent_pool_memberships m
            JOIN talent_pools p ON p.id = m.pool_id
            WHERE m.status = 'active'
            UNION ALL
            SELECT r.candidate_id, s.organization_id
            FROM pipeline.source_records r
            JOIN pipeline.ingestion_sources s ON s.id = r.source_id
            WHERE r.candidate_id IS NOT NULL
            """;

    /** Who may be found with a filter; takes {@link CandidateFilter#parameters()}. */
    static final String CONDITION =
            ANYWHERE
                    + """
                      AND (cardinality(CAST(:countries AS text[])) = 0
                           OR c.location_country = ANY (CAST(:countries AS text[])))
                      AND (CAST(:organization AS bigint) IS NULL
                           OR EXISTS (
                               SELECT 1
                               FROM applications a
                               WHERE a.candidate_id = c.id
                                 AND a.organization_id = CAST(:organization AS bigint)
                                 AND a.deleted_at IS NULL)
                           OR EXISTS (
                               SELECT 1
                               FROM talent_pool_memberships m
                               JOIN talent_pools p ON p.id = m.pool_id
                               WHERE m.candidate_id = c.id
                                 AND m.status = 'active'
                                 AND p.organization_id = CAST(:organization AS bigint))
                           OR EXISTS (
                               SELECT 1
                               FROM pipeline.source_records r
                               JOIN pipeline.ingestion_sources s ON s.id = r.source_id
                               WHERE r.candidate_id = c.id
                                 AND s.organization_id = CAST(:organization AS bigint)))
                    """;

    private Eligibility() {}
}
