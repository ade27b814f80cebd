package dev.matchmill.embeddings.search;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out whether a filter keeps so few candidates that comparing all of them is both exact and
 * faster than a graph search that throws most of what it visits away. Thread-safe.
 */
final class EligibleCandidates {

    /** Up to so many a scan takes a few milliseconds (README, "Decisions"). */
    private static final int SMALL = 1_000;

    /** Candidates may come twice, from several sources; so the limit is reached early. */
    private static final String OF_ORGANIZATION =
            """
            (SELECT a.candidate_id
             FROM applications a
             WHERE a.organization_id = :organization
               AND a.candidate_id IS NOT NULL
               AND a.deleted_at IS NULL
             LIMIT :limit)
            UNION ALL
            (SELECT m.candidate_id
             FROM talent_pool_memberships m
             JOIN talent_pools p ON p.id = m.pool_id
             WHERE p.organization_id = :organization
               AND m.status = 'active'
             LIMIT :limit)
            UNION ALL
            (SELECT r.candidate_id
             FROM pipeline.source_records r
             JOIN pipeline.ingestion_sources s ON s.id = r.source_id
             WHERE s.organization_id = :organization
               AND r.candidate_id IS NOT NULL
             LIMIT :limit)
            LIMIT :limit
            """;

    private static final String OF_COUNTRIES =
            """
            SELECT id
            FROM candidates
            WHERE location_country = ANY (CAST(:countries AS text[]))
              AND restricted_at IS NULL
            LIMIT :limit
            """;

    private final JdbcClient jdbc;

    EligibleCandidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A superset of the eligible candidates' ids, sorted, if the filter keeps few; empty otherwise.
     */
    Optional<Collection<Long>> few(CandidateFilter filter) {
        if (filter.isOpen()) {
            return Optional.empty();
        }
        Optional<Collection<Long>> ofCountries =
                filter.countries().isEmpty() ? Optional.empty() : few(OF_COUNTRIES, filter);
        return switch (filter.scope()) {
            case CandidateScope.Marketplace() -> ofCountries;
            case CandidateScope.Organization _ ->
                    ofCountries.isPresent() ? ofCountries : few(OF_ORGANIZATION, filter);
        };
    }

    private Optional<Collection<Long>> few(String sql, CandidateFilter filter) {
        var rows =
                jdbc.sql(sql)
                        .params(filter.parameters())
                        .param("limit", SMALL + 1)
                        .query(Long.class)
                        .list();
        return rows.size() <= SMALL ? Optional.of(new TreeSet<>(rows)) : Optional.empty();
    }
}
