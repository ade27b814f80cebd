package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sees on a connection of its own for what a migration waits and who has it. It must look while the
 * migration waits: afterwards the queue is gone.
 */
final class LockWatch implements AutoCloseable {

    private static final long EVERY_MS = 200;

    /** Flyway's own advisory lock: its number for the table of its history. */
    private static final long FLYWAY =
            77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();

    // Waits for a lock of a table, a transaction or an older snapshot; or for Flyway's lock, for
    // which Flyway asks once a second without ever standing in a queue.
    private static final String WAITS =
            """
            SELECT coalesce(
                       (SELECT coalesce(l.relation::regclass::text,
                                        CASE l.locktype WHEN 'virtualxid' THEN 'the end of older transactions'
                                                        WHEN 'transactionid' THEN 'a row'
                                                        ELSE l.locktype END)
                        FROM pg_locks l WHERE l.pid = w.pid AND NOT l.granted LIMIT 1),
                       'a lock') AS object,
                   b.pid, a.application_name, a.usename, a.state, a.xact_start
            FROM pg_stat_activity w
            CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) AS b (pid)
            LEFT JOIN pg_stat_activity a ON a.pid = b.pid
            WHERE w.application_name = ?
              AND w.datname = current_database()
            UNION ALL
            SELECT 'another migration of this database', l.pid, a.application_name, a.usename,
                   a.state, a.backend_start
            FROM pg_locks l
            JOIN pg_stat_activity a ON a.pid = l.pid AND a.application_name <> ?
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (l.classid::bigint << 32 | l.objid::bigint) = ?
            ORDER BY object, pid
            """;

    private final DataSource asking;
    private final String application;
    private final Consumer<String> progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable LockWait last;

    private LockWatch(DataSource asking, String application, Consumer<String> progress) {
        this.asking = asking;
        this.application = application;
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("lock-watch").start(this::watch);
    }

    /**
     * Starts to look.
     *
     * @param asking for questions, which don't wait for ever: the end of the migration waits for us
     * @param application what the watched sessions call themselves; nobody else may
     * @param progress hears of each new wait
     */
    static LockWatch over(DataSource asking, String application, Consumer<String> progress) {
        return new LockWatch(asking, application, progress);
    }

    /** The last wait that was seen, over or not. */
    Optional<LockWait> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        // Most migrations are over before that, and cost no connection.
        if (!goesOn()) {
            return;
        }
        try (Connection connection = asking.getConnection();
                PreparedStatement waits = connection.prepareStatement(WAITS)) {
            waits.setString(1, application);
            waits.setString(2, application);
            waits.setLong(3, FLYWAY);
            do {
                look(waits);
            } while (goesOn());
        } catch (SQLException blind) {
            // The migration itself will say what is wrong with the server.
        }
    }

    private boolean goesOn() {
        try {
            return !ended.await(EVERY_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void look(PreparedStatement waits) throws SQLException {
        String object = "";
        List<Holder> holders = new ArrayList<>();
        try (ResultSet row = waits.executeQuery()) {
            while (row.next()) {
                if (holders.isEmpty() || object.equals(row.getString("object"))) {
                    object = row.getString("object");
                    holders.add(
                            new Holder(
                                    row.getInt("pid"),
                                    text(row, "application_name"),
                                    text(row, "usename"),
                                    text(row, "state"),
                                    Holder.instant(row, "xact_start")));
                }
            }
        }
        LockWait before = last;
        if (!holders.isEmpty()) {
            LockWait now = new LockWait(object, holders);
            last = now;
            if (before == null || !before.object().equals(object)) {
                progress.accept("waiting for " + now);
            }
        }
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
