package dev.matchmill.embeddings.search;

import dev.matchmill.migrations.type.ModelId;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom a filter keeps; and whether they are so few that comparing all of them is both exact and
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

    private static final String ALL =
            """
            SELECT c.id
            FROM candidates c
            WHERE EXISTS (
                SELECT 1
                FROM embeddings e
                WHERE e.entity_type = 'candidate'
                  AND e.embedding_model_id = :model
                  AND e.entity_id = c.id
                  AND e.chunk_no = 0)
            """
                    + Eligibility.CONDITION
                    + "ORDER BY c.id";

    // Own text, so that it finds them by their ids whether its plan was made for the values or not.
    private static final String OF_THESE =
            ALL.replace("WHERE EXISTS", "WHERE c.id = ANY (CAST(:ids AS bigint[])) AND EXISTS");

    private static final String VECTORS =
            """
            SELECT coalesce(
                       CAST(count(*) AS double precision)
                           / nullif(count(*) FILTER (WHERE chunk_no = 0), 0), 0)
            FROM embeddings
            WHERE entity_type = 'candidate'
              AND embedding_model_id = :model
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

    /** Everybody whom the filter keeps and who has a vector; sorted. */
    long[] all(ModelId model, CandidateFilter filter) {
        return ids(jdbc.sql(ALL).params(filter.parameters()).param("model", model.value()));
    }

    /** Those of the given ones whom the filter keeps and who have a vector; sorted. */
    long[] of(ModelId model, CandidateFilter filter, Collection<Long> these) {
        return these.isEmpty()
                ? new long[0]
                : ids(
                        jdbc.sql(OF_THESE)
                                .params(filter.parameters())
                                .param("model", model.value())
                                .param("ids", these.toArray(Long[]::new)));
    }

    /** Vectors of a candidate, on average: the whole and its passages. */
    double vectorsOfEach(ModelId model) {
        return jdbc.sql(VECTORS).param("model", model.value()).query(Double.class).single();
    }

    private static long[] ids(JdbcClient.StatementSpec statement) {
        return statement.query(Long.class).list().stream().mapToLong(Long::longValue).toArray();
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
