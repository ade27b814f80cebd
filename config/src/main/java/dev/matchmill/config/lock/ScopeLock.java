package dev.matchmill.config.lock;

import dev.matchmill.config.database.WorkingConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to be the only live execution of a scope. Held by a session advisory lock on a
 * connection outside the pool, so it goes away with the process, however that dies. Each holder
 * gets the next epoch of the scope's fence; a holder that lost its connection without noticing
 * fails in its next {@link Fence#check}, whether or not a successor has raised the epoch.
 */
public final class ScopeLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScopeLock.class);

    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(hashtextextended(?, 0))";

    private static final String NEXT_EPOCH =
            """
            INSERT INTO pipeline.fences AS f (scope, epoch, holder)
            VALUES (?, 1, ?)
            ON CONFLICT (scope) DO UPDATE
            SET epoch = f.epoch + 1, holder = EXCLUDED.holder, acquired_at = now()
            RETURNING epoch, pg_backend_pid()
            """;

    private static final String UNLOCK = "SELECT pg_advisory_unlock_all()";

    /** What the server says when a row stays locked for longer than {@code lock_timeout}. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** A holder that has just died keeps the lock until its server process has noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The session sits idle for as long as the work takes, but its own statements answer soon. */
    private static final int ANSWER_MILLIS = 30_000;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String HOLDER =
            "SELECT holder || ' since ' || date_trunc('second', acquired_at) FROM pipeline.fences"
                    + " WHERE scope = ?";

    private final Connection connection;
    private final Fence fence;

    private ScopeLock(Connection connection, Fence fence) {
        this.connection = connection;
        this.fence = fence;
    }

    /**
     * Takes the scope, or says within seconds that it is taken.
     *
     * @throws LockHeldException when another live execution holds it
     * @throws SQLException when the database is away
     */
    public static ScopeLock acquire(WorkingConnections connections, String scope, String holder)
            throws SQLException {
        Connection connection = connections.open();
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        try {
            if (!tryLockPatiently(connection, scope)) {
                throw new LockHeldException(
                        "another execution of '"
                                + scope
                                + "' is running ("
                                + holderOf(connection, scope)
                                + "); try again when it has ended");
            }
            return new ScopeLock(connection, nextEpoch(connection, scope, holder));
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** What is hashed to the number of the lock. */
    static String key(String scope) {
        return "matchmill:" + scope;
    }

    /** What each writing transaction checks. */
    public Fence fence() {
        return fence;
    }

    /** Gives the scope back; the next one can have it at once. */
    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(UNLOCK);
        } catch (SQLException cut) {
            LOG.debug("the lock went with its connection", cut);
        }
    }

    private static boolean tryLockPatiently(Connection connection, String scope)
            throws SQLException {
        long tries = PATIENCE.dividedBy(PAUSE);
        for (long i = 0; i < tries; i++) {
            if (tryLock(connection, scope)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return tryLock(connection, scope);
    }

    private static boolean tryLock(Connection connection, String scope) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setString(1, key(scope));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Fence nextEpoch(Connection connection, String scope, String holder)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT_EPOCH)) {
            statement.setString(1, scope);
            statement.setString(2, holder);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Fence(scope, row.getLong(1), row.getInt(2));
            }
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

    private static String holderOf(Connection connection, String scope) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setString(1, scope);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "unknown holder";
            }
        }
    }
}
