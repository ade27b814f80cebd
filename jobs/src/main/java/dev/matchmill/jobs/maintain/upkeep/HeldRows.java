package dev.matchmill.jobs.maintain.upkeep;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of a partition that somebody ordered to preserve. */
final class HeldRows {

    private static final String OF_USERS = "user_id IN (SELECT user_id FROM compliance.held_users)";

    private static final String OF_MESSAGES =
            """
            message_id IN (
                SELECT m.id
                FROM messages m
                WHERE m.candidate_id IN (SELECT candidate_id FROM compliance.held_candidates)
                   OR m.application_id IN (
                       SELECT application_id FROM compliance.held_applications)
                   OR m.organization_id IN (
                       SELECT organization_id FROM compliance.held_organizations))
            """;

    private static final String OF_DOCUMENTS =
            """
            source_record_id IN (
                SELECT r.id
                FROM pipeline.source_records r
                WHERE r.candidate_id IN (SELECT candidate_id FROM compliance.held_candidates)
                   OR r.job_id IN (SELECT job_id FROM compliance.held_jobs)
                   OR r.job_id IN (SELECT job_id FROM compliance.held_archived_jobs))
            """;

    private static final String OF_ORGANIZATIONS =
            """
            organization_id IN (SELECT organization_id FROM compliance.held_organizations)
            OR (table_name = 'candidates'
                AND row_id IN (SELECT candidate_id::text FROM compliance.held_candidates))
            OR (table_name = 'applications'
                AND row_id IN (SELECT application_id::text FROM compliance.held_applications))
            """;

    private HeldRows() {}

    /** How many there are. A table that nobody described counts as held while any hold is open. */
    static long in(JdbcClient owner, LeavingPartition partition) {
        return owner.sql("SELECT count(*) FROM " + partition.name() + " WHERE " + of(partition))
                .query(Long.class)
                .single();
    }

    /** The condition that a row of the partition is held. */
    static String of(LeavingPartition partition) {
        String table = partition.parent().substring(partition.parent().indexOf('.') + 1);
        return switch (table) {
            case "notifications" -> OF_USERS;
            case "email_delivery_logs" -> OF_MESSAGES;
            case "ingestion_items" -> OF_DOCUMENTS;
            case "audit_log" -> OF_ORGANIZATIONS;
            default -> "EXISTS (SELECT 1 FROM compliance.open_hold_subjects)";
        };
    }
}
