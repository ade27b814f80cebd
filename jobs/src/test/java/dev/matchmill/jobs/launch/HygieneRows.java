package dev.matchmill.jobs.launch;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small world for hygiene: organization 1 (free) and 2 (to be held), users 1 and 2 of them, a
 * posting each, candidates 1 and 2 with an application each.
 */
record HygieneRows(JdbcClient jdbc) {

    private static final String WORLD =
            """
            INSERT INTO organizations (id, name)
            VALUES (1, 'Harbour Works'), (2, 'Mill Works');
            INSERT INTO users (id, organization_id, email, full_name, role)
            VALUES (1, 1, 'u1@example.org', 'One', 'recruiter'),
                   (2, 2, 'u2@example.org', 'Two', 'recruiter');
            INSERT INTO jobs (id, organization_id, title, description, status, posted_at)
            VALUES (1, 1, 'Engineer', 'Builds', 'open', now() - interval '90 days'),
                   (2, 2, 'Miller', 'Mills', 'open', now() - interval '90 days');
            INSERT INTO candidates (id, email, full_name)
            VALUES (1, 'c1@example.org', 'Cara'), (2, 'c2@example.org', 'Cole');
            INSERT INTO applications
                (id, job_id, organization_id, candidate_id, candidate_email, applied_at)
            VALUES (1, 1, 1, 1, 'c1@example.org', now()), (2, 2, 2, 2, 'c2@example.org', now());
            ALTER TABLE organizations ALTER COLUMN id RESTART WITH 1000;
            ALTER TABLE users ALTER COLUMN id RESTART WITH 1000;
            ALTER TABLE jobs ALTER COLUMN id RESTART WITH 1000;
            ALTER TABLE candidates ALTER COLUMN id RESTART WITH 1000;
            ALTER TABLE applications ALTER COLUMN id RESTART WITH 1000;
            """;

    static HygieneRows in(MaintainFixture program) {
        return in(program.jdbc());
    }

    static HygieneRows in(JdbcClient jdbc) {
        HygieneRows rows = new HygieneRows(jdbc);
        rows.execute(WORLD);
        return rows;
    }

    /** Orders to preserve everything of organization 2. */
    void hold() {
        execute("INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'case', 'suit')");
        execute(
                "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)"
                        + " VALUES (1, 'organization', 2)");
    }

    void execute(String sql) {
        jdbc.sql(sql).update();
    }

    /** A session that expires that many hours from now. */
    void session(long user, String token, int hours) {
        execute(
                """
                INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at)
                VALUES (%d, sha256('%s'), now() - interval '30 days',
                        now() + interval '%d hours')
                """
                        .formatted(user, token, hours));
    }

    /** A file uploaded that many days ago that nothing refers to. */
    void file(long id, int daysAgo, String key) {
        execute(
                """
                INSERT INTO files (id, organization_id, kind, original_name, storage_backend,
                                   storage_key, mime_type, size_bytes, content_sha256, created_at)
                VALUES (%d, 1, 'resume', 'cara.pdf', 'filesystem', '%s', 'application/pdf', 3,
                        sha256('%s'), now() - interval '%d days')
                """
                        .formatted(id, key, key, daysAgo));
    }

    /** A consent of that kind. */
    void consent(long id, long candidate, String type, String status) {
        execute(
                """
                INSERT INTO candidate_consents
                    (id, candidate_id, organization_id, consent_type, status, policy_version,
                     granted_at, withdrawn_at)
                VALUES (%d, %d, 1, '%s', '%s', '1', now() - interval '9 days', %s)
                """
                        .formatted(
                                id,
                                candidate,
                                type,
                                status,
                                status.equals("withdrawn") ? "now() - interval '1 day'" : "NULL"));
    }
}
