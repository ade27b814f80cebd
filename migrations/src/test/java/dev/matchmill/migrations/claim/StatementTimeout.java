package dev.matchmill.migrations.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** P27: what runs too long as ats_app is cancelled. */
public final class StatementTimeout {

    private static final String QUERY_CANCELED = "57014";
    private static final Duration CLAIMED = Duration.ofSeconds(30);

    private static final String SETTING =
            """
            SELECT extract(epoch FROM split_part(setting, '=', 2)::interval)
            FROM pg_db_role_setting s
            JOIN pg_roles r ON r.oid = s.setrole
            CROSS JOIN unnest(s.setconfig) setting
            WHERE r.rolname = 'ats_app'
              AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND setting LIKE 'statement_timeout=%'
            """;

    private StatementTimeout() {}

    /**
     * Sleeps a second longer than the role's limit. Settings of a role reach only who logs in as
     * it, so the session takes over the same figure.
     *
     * @param instead a shorter limit to wait for; null for the role's own
     */
    public static Finding check(DataSource database, @Nullable Duration instead)
            throws SQLException {
        JdbcClient jdbc = JdbcClient.create(database);
        // A copied database has no settings of roles: they hang on its number.
        jdbc.sql("SELECT ops.install_roles()").query().singleRow();
        Optional<Double> seconds = jdbc.sql(SETTING).query(Double.class).optional();
        Duration limit = seconds.map(s -> Duration.ofMillis(Math.round(s * 1000))).orElse(CLAIMED);
        Duration waited = instead == null ? limit : instead;
        String state = sleep(database, waited);
        return new Finding(
                "P27",
                "a statement of ats_app is cancelled after 30 s",
                "the role's limit is %s; at a limit of %s ms a longer one ends with %s"
                        .formatted(
                                seconds.map(s -> String.format(Locale.ROOT, "%.0f s", s))
                                        .orElse("not set"),
                                waited.toMillis(),
                                state),
                Verdict.of(
                        seconds.isPresent()
                                && limit.equals(CLAIMED)
                                && state.equals(QUERY_CANCELED)));
    }

    private static String sleep(DataSource database, Duration limit) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE ats_app");
            statement.execute("SET LOCAL statement_timeout = " + limit.toMillis());
            try {
                statement.execute("SELECT pg_sleep(" + (limit.toMillis() + 1000) / 1000.0 + ")");
                return "its answer";
            } catch (SQLException e) {
                return String.valueOf(e.getSQLState());
            } finally {
                connection.rollback();
            }
        }
    }
}
