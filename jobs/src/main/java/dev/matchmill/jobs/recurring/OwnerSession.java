package dev.matchmill.jobs.recurring;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.run.Writes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The owner's connection during one run of a job. Statements run without a time limit, but are
 * watched: cancelled when the visit is over, given up when the server no longer knows of them.
 */
public final class OwnerSession implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS_PER_QUESTION = 50;
    private static final String LIVES =
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = :pid)";

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Writes writes;
    private final JdbcClient elsewhere;
    private final Visit visit;
    private final int pid;

    private OwnerSession(Connection connection, RecurringParts parts, Visit visit) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.writes = parts.writes();
        this.elsewhere = parts.jdbc();
        this.visit = visit;
        this.pid = jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
    }

    public static OwnerSession open(RecurringParts parts, Visit visit) throws SQLException {
        Connection connection = parts.owner().open();
        try {
            return new OwnerSession(connection, parts, visit);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** For reading what only the owner may see. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * Runs a statement on its own, after making sure that no newer run took over.
     *
     * @return how it ended; never {@code DONE} when it was broken off
     */
    public Ended run(String sql) throws SQLException {
        if (visit.isOver()) {
            return Ended.CUT_OFF;
        }
        writes.inNew(() -> true);
        CountDownLatch done = new CountDownLatch(1);
        try (Statement statement = connection.createStatement()) {
            Thread watcher = Thread.ofVirtual().start(() -> watch(statement, done));
            try {
                statement.execute(sql);
                return Ended.DONE;
            } finally {
                done.countDown();
                watcher.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            visit.cutOff();
            return Ended.CUT_OFF;
        } catch (SQLException refused) {
            return ended(refused);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Ended ended(SQLException refused) throws SQLException {
        String state = refused.getSQLState();
        if ("57014".equals(state) && visit.isOver()) {
            return Ended.CUT_OFF;
        }
        if ("55P03".equals(state)) {
            return Ended.LOCKED;
        }
        throw refused;
    }

    private void watch(Statement statement, CountDownLatch done) {
        try {
            for (int looks = 1; !done.await(LOOK.toMillis(), TimeUnit.MILLISECONDS); looks++) {
                if (visit.isTimeUp()) {
                    statement.cancel();
                } else if (looks % LOOKS_PER_QUESTION == 0 && !isAlive()) {
                    connection.abort(Runnable::run);
                }
            }
        } catch (SQLException gone) {
            // Nothing to cancel any more: the statement's own thread says what became of it.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAlive() {
        try {
            return elsewhere.sql(LIVES).param("pid", pid).query(Boolean.class).single();
        } catch (DataAccessException away) {
            return Transactions.sqlState(away) == null;
        }
    }

    /** How a statement ended that was not refused. */
    public enum Ended {
        DONE,
        /** Somebody else held the table for longer than the lock timeout. */
        LOCKED,
        /** The visit was over; the statement was cancelled, or not begun. */
        CUT_OFF
    }
}
