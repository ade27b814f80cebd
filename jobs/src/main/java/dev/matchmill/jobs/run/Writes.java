package dev.matchmill.jobs.run;

import dev.matchmill.config.database.Transactions;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only way in which a run writes: in a transaction of its own that first checks that no newer
 * run took over and tells the audit trail who acts, repeated where the database says that helps.
 * Thread-safe.
 */
public final class Writes {

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
        T result =
                transactions.inNew(() -> {
                    run.enter(jdbc);
                    T done = work.get();
                    CrashPoint.AFTER_EFFECT.reached();
                    return done;
                });
        CrashPoint.AFTER_COMMIT.reached();
        return result;
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
