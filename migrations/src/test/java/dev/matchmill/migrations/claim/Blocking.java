package dev.matchmill.migrations.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Whether a statement has to wait for what another session holds. */
final class Blocking {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Blocking() {}

    /**
     * Runs a statement in a session of its own and undoes it.
     *
     * @return true if it got no lock within {@code patience}
     */
    static boolean blocks(DataSource dataSource, String statement, Duration patience)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement session = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                session.execute("SET LOCAL lock_timeout = " + patience.toMillis());
                session.execute(statement);
                return false;
            } catch (SQLException e) {
                if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    return true;
                }
                throw e;
            } finally {
                connection.rollback();
            }
        }
    }
}
