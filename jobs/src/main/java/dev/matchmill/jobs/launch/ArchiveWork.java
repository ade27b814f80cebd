package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.archive.Restoration;
import dev.matchmill.jobs.archive.RestoreApplication;
import dev.matchmill.migrations.PreconditionException;
import java.sql.SQLException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bringing applications back, one process at a time. */
final class ArchiveWork implements AutoCloseable {

    private static final String SCOPE = "archive";

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', 'archive restore', true)
            """;

    private final Session session;
    private final ScopeLock lock;

    private ArchiveWork(Session session, ScopeLock lock) {
        this.session = session;
        this.lock = lock;
    }

    /**
     * Takes the scope.
     *
     * @throws dev.matchmill.config.lock.LockHeldException when another one has it
     * @throws SQLException when the database is away
     */
    static ArchiveWork begin(Session session) throws SQLException {
        return new ArchiveWork(
                session,
                ScopeLock.acquire(
                        session.get(WorkingConnections.class),
                        SCOPE,
                        "archive restore, process " + ProcessHandle.current().pid()));
    }

    /**
     * Restores one, in a transaction of its own.
     *
     * @throws PreconditionException when what is live now does not let it in
     */
    Restoration restore(long application) {
        JdbcClient jdbc = session.get(JdbcClient.class);
        try {
            return session.get(Transactions.class)
                    .inNew(() -> {
                        lock.fence().check(jdbc);
                        jdbc.sql(CONTEXT).query().singleRow();
                        return new RestoreApplication(jdbc).restore(application);
                    });
        } catch (DataIntegrityViolationException taken) {
            throw new PreconditionException(
                    "application %d cannot come back: what is live now leaves no room for it (%s)."
                            .formatted(application, RestoreApplication.constraint(taken)));
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
