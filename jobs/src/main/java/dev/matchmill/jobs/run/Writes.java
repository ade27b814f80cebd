package dev.matchmill.jobs.run;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.migrations.DatabaseAccessException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only way in which a run writes: in a transaction of its own that first checks that no newer
 * run took over and tells the audit trail who acts, repeated where the database says that helps,
 * and never once it is committed. Thread-safe.
 */
public final class Writes {

    private static final String STATUS =
            "SELECT coalesce(pg_xact_status(CAST(:transaction AS xid8)), 'unknown')";

    /** What the server says of a number that it has not given: before it crashed, it had. */
    private static final String NOT_GIVEN_YET = "22023";

    private static final String CONNECTION_FAILURE = "08006";

    /** Of whom the connection is lost, the server's session ends within seconds. */
    private static final int QUESTIONS = 300;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final CurrentRun run;
    private final Transactions transactions;
    private final JdbcClient jdbc;

    public Writes(CurrentRun run, Transactions transactions, JdbcClient jdbc) {
        this.run = run;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /**
     * Runs the work and commits it; it must be repeatable.
     *
     * @throws dev.matchmill.config.lock.FenceLostException when a newer run took over
     */
    public <T> T inNew(Supplier<T> work) {
        AtomicReference<String> transaction = new AtomicReference<>("");
        T result =
                transactions.inNew(
                        () -> {
                            transaction.set(run.enter(jdbc));
                            T done = work.get();
                            run.leave(jdbc);
                            CrashPoint.AFTER_EFFECT.reached();
                            return done;
                        },
                        () -> isCommitted(transaction.get()));
        CrashPoint.AFTER_COMMIT.reached();
        return result;
    }

    /**
     * Whether a transaction is committed whose connection was lost. Its session may live a little
     * longer than the connection.
     *
     * @throws dev.matchmill.config.lock.FenceLostException when it seems so and the lock was lost
     *     too: a server that crashed gives the numbers again that it had not written down
     * @throws DatabaseAccessException when it goes on and on
     */
    boolean isCommitted(String transaction) {
        for (long asked = 0; asked < QUESTIONS; asked++) {
            String status = transactions.inNew(() -> status(transaction));
            if (!status.equals("in progress")) {
                return status.equals("committed");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new DatabaseAccessException(
                "asking whether a transaction was committed",
                new SQLException("it is still in progress", CONNECTION_FAILURE));
    }

    private String status(String transaction) {
        try {
            String status =
                    jdbc.sql(STATUS).param("transaction", transaction).query(String.class).single();
            if (status.equals("committed")) {
                run.leave(jdbc);
            }
            return status;
        } catch (DataAccessException refused) {
            if (NOT_GIVEN_YET.equals(Transactions.sqlState(refused))) {
                return "lost";
            }
            throw refused;
        }
    }

    /** As {@link #inNew(Supplier)}, for work without a result. */
    public void inNew(Runnable work) {
        inNew(() -> {
            work.run();
            return true;
        });
    }

    /** As {@link Transactions#inHalves}, in the transaction in progress. */
    public <T, R> List<R> inHalves(
            List<T> items, Function<List<T>, List<R>> work, BiFunction<T, String, R> refused) {
        return transactions.inHalves(items, work, refused);
    }
}
