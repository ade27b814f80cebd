package dev.matchmill.jobs.launch;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Applications, postings and notifications of the world of {@link HygieneRows}, some years old. */
record ArchiveRows(JdbcClient jdbc) {

    private static final String APPLICATION =
            """
            INSERT INTO applications
                (id, job_id, organization_id, candidate_id, candidate_email, status,
                 rejection_reason, status_changed_at, archived_at, applied_at, created_at)
            SELECT :id, j.id, j.organization_id, :candidate, 'p' || :id || '@example.org',
                   CAST(:status AS application_status),
                   CASE :status WHEN 'rejected' THEN 'other'::rejection_reason END,
                   now() - CAST(:age AS interval),
                   CASE WHEN :flagged THEN now() - CAST(:age AS interval) + interval '1 hour' END,
                   now() - CAST(:age AS interval) - interval '10 days',
                   now() - CAST(:age AS interval) - interval '10 days'
            FROM jobs j
            WHERE j.id = :job
            """;

    /** An application with a note, whose status last changed that long ago. */
    void application(long id, long job, String status, String age, boolean flagged) {
        jdbc.sql(APPLICATION)
                .param("id", id)
                .param("job", job)
                .param("candidate", null)
                .param("status", status)
                .param("age", age)
                .param("flagged", flagged)
                .update();
        execute("INSERT INTO application_notes (application_id, body) VALUES (" + id + ", 'n')");
    }

    /** A posting of an organization that was closed that long ago. */
    void posting(long id, long organization, String age) {
        execute(
                """
                INSERT INTO jobs (id, organization_id, title, description, status, posted_at,
                                  closed_at, created_at)
                VALUES (%d, %d, 'Old', 'Old', 'closed', now() - interval '9 years',
                        now() - interval '%s', now() - interval '9 years')
                """
                        .formatted(id, organization, age));
    }

    /** A notification to a user of that instant, in SQL; its partition is made when need be. */
    void notification(long id, long user, String instant) {
        execute("SELECT ops.create_partitions(" + instant + ")");
        execute(
                """
                INSERT INTO notifications (id, created_at, user_id, notification_type, title,
                                           message)
                VALUES (%d, %s, %d, 'new_application', 't', 'm')
                """
                        .formatted(id, instant, user));
    }

    /** Orders to preserve something: {@code organization}, {@code job} and so on. */
    void hold(String type, long subject) {
        execute(
                "INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'a', 'b') ON"
                        + " CONFLICT DO NOTHING");
        execute(
                "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)"
                        + " VALUES (1, '"
                        + type
                        + "', "
                        + subject
                        + ")");
    }

    void execute(String sql) {
        if (sql.startsWith("SELECT")) {
            jdbc.sql(sql).query().listOfRows();
        } else {
            jdbc.sql(sql).update();
        }
    }
}
