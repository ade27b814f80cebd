package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets one program at a time repair a database: a second one would drop the index that the first
 * has just built anew. Goes away with the process.
 */
final class RepairLock implements AutoCloseable {

    // Asked for again and again: a session that waits inside a statement holds a snapshot, and a
    // concurrent index build waits for that.
    private static final String TRY =
            "SELECT pg_try_advisory_lock(hashtextextended('matchmill:repair', 0))";

    private static final long EVERY_MS = 500;
    private static final int TRIES = 1200;

    private final Connection connection;

    private RepairLock(Connection connection) {
        this.connection = connection;
    }

    /**
     * Waits for at most ten minutes.
     *
     * @throws MigrationBlockedException if it is still held then
     */
    static RepairLock acquire(DatabaseAddress address, Consumer<String> progress) {
        RepairLock lock = new RepairLock(connect(address));
        try {
            for (int i = 0; i < TRIES; i++) {
                if (isFree(lock.connection)) {
                    return lock;
                }
                if (i == 0) {
                    progress.accept("waiting for another ./matchmill migrate of this database");
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MS);
            }
        } catch (SQLException e) {
            lock.close();
            throw new DatabaseAccessException("asking for the lock of repairs", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        lock.close();
        throw new MigrationBlockedException(
                "Another ./matchmill migrate of this database is at work; start again when it is"
                        + " done.");
    }

    private static Connection connect(DatabaseAddress address) {
        try {
            return address.unpooled().getConnection();
        } catch (SQLException e) {
            throw new DatabaseAccessException("asking for the lock of repairs", e);
        }
    }

    private static boolean isFree(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TRY)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // The lock went with the connection.
        }
    }
}
