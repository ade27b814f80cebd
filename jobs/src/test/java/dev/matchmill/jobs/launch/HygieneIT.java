package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.maintain.hygiene.SessionCleanup;
import dev.matchmill.jobs.recurring.Tally;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance checks of J01, J02, J03 and J29. */
class HygieneIT {

    private MaintainFixture program;
    private HygieneRows rows;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        rows = HygieneRows.in(program);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j01_expired_sessions_go_and_valid_and_held_ones_stay() {
        rows.hold();
        rows.session(1, "old", -1);
        rows.session(1, "older", -500);
        rows.session(1, "valid", 1);
        rows.session(2, "held", -1);
        rows.file(1, 1, "aa/1");
        rows.execute(
                """
                INSERT INTO file_access_controls
                    (file_id, grantee_type, grantee_user_id, permission, expires_at)
                VALUES (1, 'user', 1, 'read', now() - interval '1 hour'),
                       (1, 'user', 1, 'write', now() + interval '1 hour'),
                       (1, 'user', 1, 'share', NULL),
                       (1, 'user', 2, 'read', now() - interval '1 hour')
                """);
        Tally plan = program.plan("J01");

        program.run("J01");

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT user_id || ' ' || (expires_at > now())
                                        FROM user_sessions ORDER BY 1
                                        """))
                .containsExactly("1 true", "2 false");
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT grantee_user_id || ' ' || permission
                                        FROM file_access_controls ORDER BY 1
                                        """))
                .containsExactly("1 share", "1 write", "2 read");
        assertThat(plan.affected())
                .containsEntry("user_sessions", 2L)
                .containsEntry("file_access_controls", 1L);
        assertThat(plan.rowsHeld()).isEqualTo(2);
        assertThat(program.counted("sessionCleanup", "affected", "user_sessions")).isEqualTo(2);
        assertThat(program.counted("sessionCleanup", "held", "user_sessions")).isEqualTo(1);
    }

    @Test
    void j01_takes_the_pieces_by_the_index_of_their_end() {
        rows.execute(
                """
                INSERT INTO user_sessions (user_id, session_token_hash, created_at, expires_at)
                SELECT 1, sha256(('s' || i)::bytea), now() - interval '30 days',
                       now() - interval '2 days' + i * interval '1 minute'
                FROM generate_series(1, 60000) i
                """);
        rows.execute("ANALYZE user_sessions");
        program.execute("SET plan_cache_mode = force_custom_plan");

        List<String> plan =
                program.rows()
                        .texts(
                                "EXPLAIN "
                                        + SessionCleanup.statement()
                                                .replace(":now", "now()")
                                                .replace(":limit", "1000"));

        assertThat(plan).anyMatch(line -> line.contains("idx_user_sessions_expires_at"));
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan on user_sessions d"));
    }

    @Test
    void j02_of_four_tokens_the_open_one_and_the_one_used_an_hour_ago_stay() {
        rows.execute(
                """
                INSERT INTO users (id, email, full_name, role)
                VALUES (3, 'u3@example.org', 'Three', 'candidate'),
                       (4, 'u4@example.org', 'Four', 'candidate')
                """);
        rows.execute(
                """
                INSERT INTO password_reset_tokens
                    (id, user_id, token_hash, created_at, expires_at, used_at)
                VALUES
                  (1, 1, sha256('a'), now() - interval '3 days', now() - interval '2 days', NULL),
                  (2, 2, sha256('b'), now() - interval '3 days', now() - interval '2 days',
                   now() - interval '60 hours'),
                  (3, 3, sha256('c'), now() - interval '1 hour', now() + interval '23 hours', NULL),
                  (4, 4, sha256('d'), now() - interval '2 hours', now() + interval '22 hours',
                   now() - interval '1 hour')
                """);
        rows.execute(
                """
                INSERT INTO verification_tokens
                    (id, identifier, purpose, token_hash, created_at, expires_at, consumed_at)
                SELECT id, 'u' || id || '@example.org', 'email_verification', token_hash,
                       created_at, expires_at + interval '2 days' * (id = 2)::int, used_at
                FROM password_reset_tokens
                """);

        program.run("J02");

        assertThat(ids("password_reset_tokens")).containsExactly("3", "4");
        assertThat(ids("verification_tokens")).containsExactly("3", "4");
    }

    @Test
    void j02_a_day_later_the_rest_is_gone_too() {
        rows.execute(
                """
                INSERT INTO password_reset_tokens (user_id, token_hash, created_at, expires_at)
                VALUES (1, sha256('c'), now() - interval '1 hour', now() + interval '23 hours')
                """);
        program.run("J02");
        assertThat(program.count("password_reset_tokens")).isEqualTo(1);

        program.clock().advance(Duration.ofHours(24));
        program.run("J02");

        assertThat(program.count("password_reset_tokens")).isZero();
    }

    @Test
    void j03_what_has_an_end_ends_and_each_closed_posting_is_invalidated_once() {
        rows.execute(
                """
                INSERT INTO jobs (id, organization_id, title, description, status, posted_at,
                                  expires_at)
                VALUES (10, 1, 'Past', 'x', 'open', now() - interval '9 days',
                        now() - interval '1 hour'),
                       (11, 1, 'Coming', 'x', 'open', now(), now() + interval '1 hour'),
                       (12, 1, 'Draft', 'x', 'draft', NULL, now() - interval '1 hour')
                """);
        rows.execute(
                "INSERT INTO pipeline.match_invalidations (job_id, reason) VALUES (10,"
                        + " 'job_changed')");
        rows.execute("INSERT INTO job_sources (id, kind, name) VALUES (1, 'job_board', 'board')");
        rows.execute(
                """
                INSERT INTO job_source_postings (id, job_id, source_id, status, posted_at)
                VALUES (1, 10, 1, 'live', now()), (2, 11, 1, 'live', now())
                """);
        rows.execute(
                """
                INSERT INTO offers (id, application_id, job_id, organization_id, candidate_id,
                                    status, offer_amount, sent_at, expires_at)
                VALUES (1, 1, 1, 1, 1, 'sent', 10, now() - interval '9 days',
                        now() - interval '1 minute')
                """);
        rows.consent(1, 1, "talent_pool", "granted");
        rows.execute("UPDATE candidate_consents SET expires_at = now() - interval '1 minute'");

        program.run("J03");

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws(' ', id, status, close_reason)
                                        FROM jobs WHERE id >= 10 ORDER BY id
                                        """))
                .containsExactly("10 closed expired", "11 open", "12 draft");
        assertThat(program.count("pipeline.match_invalidations WHERE reason = 'job_closed'"))
                .isEqualTo(1);
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT id || ' ' || status FROM job_source_postings ORDER"
                                                + " BY id"))
                .containsExactly("1 expired", "2 live");
        assertThat(program.rows().text("SELECT status FROM offers")).isEqualTo("expired");
        assertThat(program.rows().text("SELECT status FROM candidate_consents"))
                .isEqualTo("expired");
    }

    @Test
    void j29_identities_past_their_day_go_and_users_stay() {
        rows.hold();
        rows.execute(
                """
                INSERT INTO user_legacy_identities (user_id, external_id, retire_after)
                VALUES (1, 'past', current_date - 1), (1, 'today', current_date),
                       (2, 'held', current_date - 1)
                """);

        program.run("J29");

        assertThat(column("user_legacy_identities", "external_id"))
                .containsExactly("held", "today");
        assertThat(program.count("users")).isEqualTo(2);
        assertThat(program.counted("legacyIdentityRetirement", "held", "user_legacy_identities"))
                .isEqualTo(1);
    }

    private List<String> ids(String table) {
        return column(table, "id");
    }

    private List<String> column(String table, String column) {
        return program.rows().texts("SELECT " + column + "::text FROM " + table + " ORDER BY 1");
    }
}
