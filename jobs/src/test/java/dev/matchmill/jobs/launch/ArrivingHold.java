package dev.matchmill.jobs.launch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A hold on organization 2 that is written and not committed yet: nobody sees it, and whoever is
 * about to end data has to wait for it.
 */
final class ArrivingHold implements AutoCloseable {

    private final MaintainFixture program;
    private final Connection connection;

    private ArrivingHold(MaintainFixture program, Connection connection) {
        this.program = program;
        this.connection = connection;
    }

    static ArrivingHold in(MaintainFixture program) throws SQLException {
        Connection connection = program.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'a', 'b')");
            statement.execute(
                    "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)"
                            + " VALUES (1, 'organization', 2)");
        }
        return new ArrivingHold(program, connection);
    }

    /** Runs a job, and commits the hold once a transaction of the job waits for it. */
    void during(String job) throws SQLException, InterruptedException, ExecutionException {
        FutureTask<Boolean> work =
                new FutureTask<>(() -> {
                    program.run(job);
                    return true;
                });
        Thread.ofPlatform().name("job").start(work);
        Waiting.until(job + " waits for the hold", () -> work.isDone() || isAwaited());
        connection.commit();
        work.get();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean isAwaited() {
        return program.count(
                        "pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
                            + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                > 0;
    }
}
