package dev.matchmill.jobs.archive;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Archived applications, without anything that says who applied. */
public record ArchiveListing(JdbcClient jdbc) {

    private static final String PAGE =
            """
            SELECT a.application_id AS application, a.job_id AS posting,
                   a.organization_id AS organization, a.status::text AS status,
                   a.applied_at, a.archived_at, a.payload_version AS version,
                   a.anonymized_at IS NOT NULL AS is_anonymised,
                   EXISTS (SELECT 1 FROM archive.jobs j WHERE j.job_id = a.job_id)
                       AS is_posting_archived
            FROM archive.applications a
            WHERE (CAST(:organization AS bigint) IS NULL OR a.organization_id = :organization)
              AND (CAST(:posting AS bigint) IS NULL OR a.job_id = :posting)
            ORDER BY a.archived_at DESC, a.application_id DESC
            LIMIT :limit
            """;

    /** One archived application. */
    public record Line(
            long application,
            long posting,
            long organization,
            String status,
            OffsetDateTime appliedAt,
            OffsetDateTime archivedAt,
            int version,
            boolean isAnonymised,
            boolean isPostingArchived) {}

    /** The latest archived first. */
    public List<Line> page(@Nullable Long organization, @Nullable Long posting, int limit) {
        return jdbc.sql(PAGE)
                .param("organization", organization)
                .param("posting", posting)
                .param("limit", limit)
                .query(Line.class)
                .list();
    }
}
