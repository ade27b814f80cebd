package dev.matchmill.jobs.hold;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One of two transactions on a connection of its own, moved on statement by statement. A statement
 * that waits for the other side is left waiting, and what comes behind it is put behind it.
 */
final class Side implements AutoCloseable {

    private static final String WAITS =
            "SELECT coalesce(cardinality(pg_blocking_pids(:pid)), 0) > 0";

    private final Connection connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final JdbcClient observer;
    private final List<String> statements;
    private final int pid;
    private CompletableFuture<String> state = CompletableFuture.completedFuture("");
    private int next;

    /**
     * A side at its beginning.
     *
     * @param statements the last of them commits
     */
    Side(Connection connection, JdbcClient observer, List<String> statements) throws SQLException {
        this.connection = connection;
        this.observer = observer;
        this.statements = statements;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            this.pid = row.getInt(1);
        }
        connection.commit();
    }

    /** Begins the next statement; returns when it has ended or waits for a lock. */
    void step() {
        String sql = statements.get(next);
        next++;
        state = state.thenApplyAsync(failure -> failure.isEmpty() ? run(sql) : failure, thread);
        while (!state.isDone() && !isWaiting()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
    }

    /** The SQLSTATE that ended it, or nothing when it was committed. */
    String end() {
        return state.join();
    }

    private boolean isWaiting() {
        return observer.sql(WAITS).param("pid", pid).query(Boolean.class).single();
    }

    private String run(String sql) {
        try (Statement statement = connection.createStatement()) {
            if (sql.equals("COMMIT")) {
                connection.commit();
            } else {
                statement.execute(sql);
            }
            return "";
        } catch (SQLException refused) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                refused.addSuppressed(gone);
            }
            return String.valueOf(refused.getSQLState());
        }
    }

    @Override
    public void close() throws SQLException {
        thread.shutdown();
        connection.close();
    }
}
