package dev.matchmill.jobs.hold;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much a hold keeps, and what would be gone or would go without it.
 *
 * @param postings live ones
 * @param candidates named themselves or by an application that is covered
 * @param applications live ones
 * @param due covered postings, candidates and applications past their last day, archived ones too
 * @param requests requests for erasure that wait for a hold on their person
 */
public record Coverage(
        long postings,
        long archivedPostings,
        long candidates,
        long applications,
        long archivedApplications,
        long due,
        long requests) {

    /** What {@code :hold} covers, as sets of ids; the same rule as the views of all holds. */
    static final String SETS =
            """
            WITH subjects AS (
                SELECT subject_type, subject_id
                FROM compliance.legal_hold_subjects
                WHERE hold_id = :hold
            ), organization_ids AS (
                SELECT subject_id AS id FROM subjects WHERE subject_type = 'organization'
            ), job_ids AS (
                SELECT subject_id AS id FROM subjects WHERE subject_type = 'job'
                UNION
                SELECT j.id FROM jobs j JOIN organization_ids o ON o.id = j.organization_id
                UNION
                SELECT j.job_id
                FROM archive.jobs j
                JOIN organization_ids o ON o.id = j.organization_id
            ), application_ids AS (
                SELECT subject_id AS id FROM subjects WHERE subject_type = 'application'
                UNION
                SELECT a.id FROM applications a JOIN job_ids j ON j.id = a.job_id
                UNION
                SELECT a.id
                FROM applications a
                JOIN subjects s ON s.subject_type = 'candidate' AND s.subject_id = a.candidate_id
                UNION
                SELECT a.application_id FROM archive.applications a JOIN job_ids j ON j.id = a.job_id
                UNION
                SELECT a.application_id
                FROM archive.applications a
                JOIN organization_ids o ON o.id = a.organization_id
                UNION
                SELECT a.application_id
                FROM archive.applications a
                JOIN subjects s ON s.subject_type = 'candidate' AND s.subject_id = a.candidate_id
            ), candidate_ids AS (
                SELECT subject_id AS id FROM subjects WHERE subject_type = 'candidate'
                UNION
                SELECT a.candidate_id FROM applications a JOIN application_ids i ON i.id = a.id
                UNION
                SELECT a.candidate_id
                FROM archive.applications a
                JOIN application_ids i ON i.id = a.application_id
            ), user_ids AS (
                SELECT u.id FROM users u JOIN organization_ids o ON o.id = u.organization_id
                UNION
                SELECT c.user_id FROM candidates c JOIN candidate_ids i ON i.id = c.id
            )
            """;

    private static final String COUNTS =
            SETS
                    + """
                    , due AS (
                        SELECT 1
                        FROM candidates c
                        JOIN candidate_ids i ON i.id = c.id
                        WHERE c.retention_until <= :today
                          AND c.anonymized_at IS NULL
                        UNION ALL
                        SELECT 1
                        FROM applications a
                        JOIN application_ids i ON i.id = a.id
                        WHERE a.retention_until <= :today
                          AND a.anonymized_at IS NULL
                        UNION ALL
                        SELECT 1
                        FROM archive.applications a
                        JOIN application_ids i ON i.id = a.application_id
                        WHERE a.retention_until <= :today
                          AND a.anonymized_at IS NULL
                        UNION ALL
                        SELECT 1
                        FROM jobs j
                        JOIN job_ids i ON i.id = j.id
                        WHERE j.retention_until <= :today)
                    SELECT
                        (SELECT count(*) FROM jobs j JOIN job_ids i ON i.id = j.id) AS postings,
                        (SELECT count(*) FROM archive.jobs j JOIN job_ids i ON i.id = j.job_id)
                            AS archived_postings,
                        (SELECT count(*) FROM candidates c JOIN candidate_ids i ON i.id = c.id)
                            AS candidates,
                        (SELECT count(*) FROM applications a JOIN application_ids i ON i.id = a.id)
                            AS applications,
                        (SELECT count(*)
                         FROM archive.applications a
                         JOIN application_ids i ON i.id = a.application_id)
                            AS archived_applications,
                        (SELECT count(*) FROM due) AS due,
                        (SELECT count(*)
                         FROM compliance.data_subject_requests r
                         WHERE r.status = 'blocked_by_hold'
                           AND (r.candidate_id IN (SELECT id FROM candidate_ids)
                                OR r.user_id IN (SELECT id FROM user_ids))) AS requests
                    """;

    /** Counts what a hold covers now; released or not. */
    static Coverage of(JdbcClient jdbc, long hold, LocalDate today) {
        return jdbc.sql(COUNTS)
                .param("hold", hold)
                .param("today", today)
                .query((row, _) ->
                        new Coverage(
                                row.getLong("postings"),
                                row.getLong("archived_postings"),
                                row.getLong("candidates"),
                                row.getLong("applications"),
                                row.getLong("archived_applications"),
                                row.getLong("due"),
                                row.getLong("requests")))
                .single();
    }
}
