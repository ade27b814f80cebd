package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Anonymises a login: nobody can sign in with it any more and nothing in it names a person. The row
 * stays, for others refer to who did something.
 */
record AccountErasure(JdbcClient jdbc) {

    private static final List<String> CHANGES =
            List.of(
                    "DELETE FROM user_sessions WHERE user_id = :id",
                    "DELETE FROM user_accounts WHERE user_id = :id",
                    "DELETE FROM verification_tokens WHERE identifier ="
                            + " (SELECT email FROM users WHERE id = :id)",
                    "DELETE FROM password_reset_tokens WHERE user_id = :id",
                    "DELETE FROM user_legacy_identities WHERE user_id = :id",
                    "DELETE FROM notifications WHERE user_id = :id",
                    """
                    UPDATE employer_profiles
                    SET position = NULL, department = NULL, work_phone = NULL
                    WHERE user_id = :id
                    """);

    private static final String ANONYMISE =
            """
            UPDATE users
            SET email = 'anonymised-' || id || '@example.invalid', full_name = '[anonymised]',
                first_name = NULL, last_name = NULL, phone = NULL, avatar_url = NULL,
                password_hash = NULL, last_login_at = NULL, is_active = false,
                anonymized_at = :now
            WHERE id = :id
              AND anonymized_at IS NULL
            """;

    /** Returns how many rows were changed or deleted. */
    long erase(long user, Instant now) {
        long rows = CHANGES.stream().mapToLong(it -> jdbc.sql(it).param("id", user).update()).sum();
        return rows
                + jdbc.sql(ANONYMISE)
                        .param("id", user)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
    }
}
