package dev.matchmill.config.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of {@code pipeline.fences} of one scope, for the session that holds its lock. */
record FenceRow(Connection connection, String scope) {

    private static final String NEXT =
            """
            INSERT INTO pipeline.fences AS f (scope, epoch, holder, shared_work)
            VALUES (?, 1, ?, ?)
            ON CONFLICT (scope) DO UPDATE
            SET epoch = f.epoch + 1, holder = EXCLUDED.holder, acquired_at = now(),
                shared_work = EXCLUDED.shared_work
            RETURNING epoch, pg_backend_pid()
            """;

    private static final String NOW =
            """
            SELECT epoch, pg_backend_pid()
            FROM pipeline.fences
            WHERE scope = ?
              AND shared_work = ?
            """;

    private static final String HOLDER =
            """
            SELECT coalesce(shared_work || ' by ', '') || holder || ' since '
                   || date_trunc('second', acquired_at)
            FROM pipeline.fences
            WHERE scope = ?
            """;

    /** What the server says when a row stays locked for longer than {@code lock_timeout}. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Raises the epoch for one that has the scope alone. */
    Fence next(String holder) throws SQLException {
        return next(holder, null);
    }

    /**
     * Raises the epoch.
     *
     * @param work what those who will share the scope are at; null for one that has it alone
     */
    Fence next(String holder, @Nullable String work) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, scope);
            statement.setString(2, holder);
            statement.setString(3, work);
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

    /** The epoch of the first of those who share the scope; empty when they are at other work. */
    Optional<Fence> now(String work) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOW)) {
            statement.setString(1, scope);
            statement.setString(2, work);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(fence(row)) : Optional.empty();
            }
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
            return fence(row);
        }
    }

    private Fence fence(ResultSet row) throws SQLException {
        return new Fence(scope, row.getLong(1), row.getInt(2));
    }
}
