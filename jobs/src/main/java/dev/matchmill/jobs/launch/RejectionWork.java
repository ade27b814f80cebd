package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.rejection.RejectionChoice;
import dev.matchmill.jobs.rejection.Replay;
import dev.matchmill.jobs.run.Scope;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One verb that changes what becomes of rejections, while no documents are read. */
final class RejectionWork implements AutoCloseable {

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', :command, true)
            """;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final ScopeLock lock;
    private final String command;
    private final Replay replay;

    private RejectionWork(
            Transactions transactions,
            JdbcClient jdbc,
            ScopeLock lock,
            String command,
            Replay replay) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.lock = lock;
        this.command = command;
        this.replay = replay;
    }

    /**
     * Takes the pipeline's scope.
     *
     * @throws dev.matchmill.config.lock.LockHeldException when documents are being read
     * @throws SQLException when the database is away
     */
    static RejectionWork begin(
            WorkingConnections connections,
            Transactions transactions,
            JdbcClient jdbc,
            Clock clock,
            String command)
            throws SQLException {
        ScopeLock lock =
                ScopeLock.acquire(
                        connections,
                        Scope.PIPELINE.label(),
                        command + ", process " + ProcessHandle.current().pid());
        return new RejectionWork(transactions, jdbc, lock, command, new Replay(jdbc, clock));
    }

    static RejectionWork begin(Session session, String command) throws SQLException {
        return begin(
                session.get(WorkingConnections.class),
                session.get(Transactions.class),
                session.get(JdbcClient.class),
                session.get(Clock.class),
                command);
    }

    /** Returns how many were set back. */
    long replay(RejectionChoice choice) {
        return inPieces(it -> it.replay(choice));
    }

    /** Returns how many were given up. */
    long drop(RejectionChoice choice) {
        return inPieces(it -> it.drop(choice));
    }

    /** Lines of feeds among the chosen. */
    long linesOfFeeds(RejectionChoice choice) {
        return replay.linesOfFeeds(choice);
    }

    private long inPieces(ToIntFunction<Replay> piece) {
        long all = 0;
        int done;
        do {
            done =
                    transactions.inNew(() -> {
                        lock.fence().check(jdbc);
                        jdbc.sql(CONTEXT).param("command", command).query().singleRow();
                        return piece.applyAsInt(replay);
                    });
            all += done;
        } while (done > 0);
        return all;
    }

    @Override
    public void close() {
        lock.close();
    }
}
