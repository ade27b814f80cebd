package dev.matchmill.config.lock;

import dev.matchmill.config.database.WorkingConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work in a scope: as its only live execution, or beside others that share it. Held by
 * a session advisory lock on a connection outside the pool, so it goes away with the process,
 * however that dies. Each sole holder gets the next epoch of the scope's fence, and those who share
 * have the epoch of the first of them; a holder that lost its connection without noticing fails in
 * its next {@link Fence#check}, whether or not a successor has raised the epoch.
 *
 * <p>Who wants the scope alone while it is shared says so by a second lock and waits: those who
 * share see it by {@link #isAwaited} and give way, and nobody joins them.
 *
 * <p>Those who share are all at the same work: who comes with another one finds the scope taken.
 */
public final class ScopeLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScopeLock.class);

    private static final String UNLOCK = "SELECT pg_advisory_unlock_all()";

    /** A holder that has just died keeps the lock until its server process has noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Those who share give way between two pages; a page takes seconds. */
    private static final Duration PATIENCE_WITH_SHARERS = Duration.ofSeconds(90);

    /** The session sits idle for as long as the work takes, but its own statements answer soon. */
    private static final int ANSWER_MILLIS = 30_000;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Connection connection;
    private final Fence fence;

    private ScopeLock(Connection connection, Fence fence) {
        this.connection = connection;
        this.fence = fence;
    }

    /** What is done while nobody else has the scope, such as recovering what died in it. */
    @FunctionalInterface
    public interface Alone {
        void run();
    }

    @FunctionalInterface
    private interface Taking {
        Fence on(Connection connection) throws SQLException;
    }

    /**
     * Takes the scope alone, or says within seconds that it is taken; those who share it are waited
     * for.
     *
     * @throws LockHeldException when another live execution holds it
     * @throws SQLException when the database is away
     */
    public static ScopeLock acquire(WorkingConnections connections, String scope, String holder)
            throws SQLException {
        return opened(
                connections,
                connection -> {
                    takeAlone(connection, scope);
                    return new FenceRow(connection, scope).next(holder);
                });
    }

    /**
     * Takes the scope beside others that take it so.
     *
     * @param work what is shared, such as {@code match --full}
     * @param first what the first of them does before the next can join
     * @throws LockHeldException when a sole execution holds it, or waits for it, or those who share
     *     it are at other work
     * @throws SQLException when the database is away
     */
    public static ScopeLock share(
            WorkingConnections connections, String scope, String work, String holder, Alone first)
            throws SQLException {
        return opened(
                connections,
                connection -> {
                    AdvisoryLock lock = lock(connection, scope);
                    for (long i = PATIENCE.dividedBy(PAUSE); i >= 0; i--) {
                        if (waiting(connection, scope).isTaken()) {
                            break;
                        }
                        if (lock.tryAlone()) {
                            Fence fence = new FenceRow(connection, scope).next(holder, work);
                            first.run();
                            lock.tryShared();
                            lock.release();
                            return fence;
                        }
                        if (lock.tryShared()) {
                            // Nobody can be alone now, so the row says what is shared.
                            Optional<Fence> joined = new FenceRow(connection, scope).now(work);
                            if (joined.isPresent()) {
                                return joined.get();
                            }
                            lock.releaseShared();
                        }
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                    throw new FenceRow(connection, scope).held();
                });
    }

    /** What is hashed to the number of the lock. */
    static String key(String scope) {
        return "matchmill:" + scope;
    }

    /** What each writing transaction checks. */
    public Fence fence() {
        return fence;
    }

    /** Whether a sole execution waits for those who share the scope to end. */
    public boolean isAwaited() {
        try {
            return waiting(connection, fence.scope()).isTaken();
        } catch (SQLException cut) {
            throw new FenceLostException(
                    "the connection that holds '" + fence.scope() + "' was cut; start again");
        }
    }

    /** Does that if nobody else shares the scope any more. */
    public void ifLast(Alone work) throws SQLException {
        AdvisoryLock lock = lock(connection, fence.scope());
        if (lock.tryAlone()) {
            work.run();
            lock.release();
        }
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

    private static ScopeLock opened(WorkingConnections connections, Taking taking)
            throws SQLException {
        Connection connection = connections.open();
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        try {
            return new ScopeLock(connection, taking.on(connection));
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void takeAlone(Connection connection, String scope) throws SQLException {
        AdvisoryLock lock = lock(connection, scope);
        AdvisoryLock waiting = waiting(connection, scope);
        boolean asked = false;
        long tries = PATIENCE.dividedBy(PAUSE);
        for (long i = 0; i <= tries; i++) {
            if (lock.tryAlone()) {
                if (asked) {
                    waiting.release();
                }
                return;
            }
            // Who can join finds only such as share: they are asked to give way.
            if (!asked && lock.tryShared()) {
                lock.releaseShared();
                asked = waiting.tryAlone();
                tries = asked ? PATIENCE_WITH_SHARERS.dividedBy(PAUSE) : tries;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new FenceRow(connection, scope).held();
    }

    private static AdvisoryLock lock(Connection connection, String scope) {
        return new AdvisoryLock(connection, key(scope));
    }

    private static AdvisoryLock waiting(Connection connection, String scope) {
        return new AdvisoryLock(connection, key(scope) + ":waiting");
    }
}
