package dev.matchmill.config.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An advisory lock of a session: it goes away with the connection.
 *
 * @param name hashed to the number of the lock
 */
record AdvisoryLock(Connection connection, String name) {

    boolean tryAlone() throws SQLException {
        return ask("SELECT pg_try_advisory_lock(hashtextextended(?, 0))");
    }

    boolean tryShared() throws SQLException {
        return ask("SELECT pg_try_advisory_lock_shared(hashtextextended(?, 0))");
    }

    void release() throws SQLException {
        ask("SELECT pg_advisory_unlock(hashtextextended(?, 0))");
    }

    void releaseShared() throws SQLException {
        ask("SELECT pg_advisory_unlock_shared(hashtextextended(?, 0))");
    }

    /** Whether another session holds it alone. */
    boolean isTaken() throws SQLException {
        boolean free = tryShared();
        if (free) {
            releaseShared();
        }
        return !free;
    }

    private boolean ask(String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
