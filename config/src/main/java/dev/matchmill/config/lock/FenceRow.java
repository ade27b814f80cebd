package dev.matchmill.config.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The row of {@code pipeline.fences} of one scope, for the session that holds its lock. */
record FenceRow(Connection connection, String scope) {

    private static final String NEXT =
            """
            INSERT INTO pipeline.fences AS f (scope, epoch, holder)
            VALUES (?, 1, ?)
            ON CONFLICT (scope) DO UPDATE
            SET epoch = f.epoch + 1, holder = EXCLUDED.holder, acquired_at = now()
            RETURNING epoch, pg_backend_pid()
            """;

    private static final String NOW =
            "SELECT epoch, pg_backend_pid() FROM pipeline.fences WHERE scope = ?";

    private static final String HOLDER =
            "SELECT holder || ' since ' || date_trunc('second', acquired_at) FROM pipeline.fences"
                    + " WHERE scope = ?";

    /** What the server says when a row stays locked for longer than {@code lock_timeout}. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Raises the epoch. */
    Fence next(String holder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, scope);
            statement.setString(2, holder);
            return fence(statement);
        } catch (SQLException refused) {
            if (LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) {
                throw new LockHeldException(
                        "a transaction of an execution of '"
                                + scope
                                + "' that lost its lock has not ended; try again when it has");
            }
            throw refused;
        }
    }

    /** The epoch of the first of those who share the scope. */
    Fence now() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOW)) {
            statement.setString(1, scope);
            return fence(statement);
        }
    }

    LockHeldException held() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setString(1, scope);
            try (ResultSet row = statement.executeQuery()) {
                return new LockHeldException(
                        "another execution of '"
                                + scope
                                + "' is running ("
                                + (row.next() ? row.getString(1) : "unknown holder")
                                + "); try again when it has ended");
            }
        }
    }

    private Fence fence(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new Fence(scope, row.getLong(1), row.getInt(2));
        }
    }
}
