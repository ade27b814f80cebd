package dev.matchmill.jobs.launch;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom the option {@code --by} means by an e-mail address. */
final class ActingUser {

    private static final String USER =
            "SELECT id FROM users WHERE email = :email AND deleted_at IS NULL AND is_active";

    private ActingUser() {}

    /**
     * The id of the user.
     *
     * @throws IllegalUsageException when there is no such user
     */
    static long id(JdbcClient jdbc, String email) {
        return jdbc.sql(USER)
                .param("email", email.strip().toLowerCase(Locale.ROOT))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new IllegalUsageException("--by names no active user."));
    }
}
