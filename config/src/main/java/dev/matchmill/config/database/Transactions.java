package dev.matchmill.config.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction of its own and repeats it, in a new one, when the database says that
 * repeating helps: deadlock (40P01), serialization failure (40001), lost connection (class 08,
 * 57P01 to 57P03, 25P03: it slept in its transaction). At most five attempts, with jitter.
 * Everything else is thrown at once. The work must therefore be repeatable: values in, statements
 * out. Thread-safe.
 */
public final class Transactions {

    static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final Set<String> RETRIED = Set.of("40P01", "40001");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final TransactionTemplate template;
    private final TransactionTemplate savepoint;

    public Transactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.savepoint = new TransactionTemplate(manager);
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Runs work behind a savepoint of the transaction in progress: when it throws, its statements
     * are undone and those before it stay.
     */
    public <T> T inSavepoint(Supplier<T> work) {
        T result = savepoint.execute(_ -> work.get());
        if (result == null) {
            throw new IllegalStateException("work behind a savepoint must return a value");
        }
        return result;
    }

    /**
     * Runs work on all items at once behind a savepoint. When the database refuses their values,
     * each half is tried by itself, down to the items that are to blame; their neighbours stay.
     *
     * @param work gives one result an item, in their order; must be repeatable
     * @param refused the result of an item that was refused, by its SQLSTATE
     */
    public <T, R> List<R> inHalves(
            List<T> items, Function<List<T>, List<R>> work, BiFunction<T, String, R> refused) {
        if (items.isEmpty()) {
            return List.of();
        }
        try {
            return inSavepoint(() -> work.apply(items));
        } catch (DataAccessException refusal) {
            String state = sqlState(refusal);
            if (state == null || !isRefusal(refusal)) {
                throw refusal;
            }
            if (items.size() == 1) {
                return List.of(refused.apply(items.getFirst(), state));
            }
        }
        int middle = items.size() / 2;
        List<R> results = new ArrayList<>(inHalves(items.subList(0, middle), work, refused));
        results.addAll(inHalves(items.subList(middle, items.size()), work, refused));
        return results;
    }

    /**
     * Whether the database refused the values (SQLSTATE class 22, 23 or 54): about the item, not
     * about the world.
     */
    public static boolean isRefusal(Throwable failure) {
        String state = sqlState(failure);
        return state != null
                && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /**
     * Runs the work, repeated where that helps, and returns what the committed attempt returned.
     */
    public <T> T inNew(Supplier<T> work) {
        return inNew(work, () -> false);
    }

    /**
     * As {@link #inNew(Supplier)}, for work that can't be repeated once it is committed.
     *
     * @param isCommitted asked when the connection was lost after the work was done: whether the
     *     server has committed it all the same
     */
    public <T> T inNew(Supplier<T> work, BooleanSupplier isCommitted) {
        for (int attempt = 1; ; attempt++) {
            AtomicReference<@Nullable T> done = new AtomicReference<>();
            try {
                template.executeWithoutResult(_ -> done.set(work.get()));
                return value(done.get());
            } catch (RuntimeException failure) {
                String state = sqlState(failure);
                if (!isRetried(state)) {
                    throw failure;
                }
                if (done.get() != null && isCommitted.getAsBoolean()) {
                    return value(done.get());
                }
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
                LOG.warn(
                        "transaction failed with SQLSTATE {}, attempt {} follows",
                        state,
                        attempt + 1);
                pause(attempt, failure);
            }
        }
    }

    private static <T> T value(@Nullable T result) {
        if (result == null) {
            throw new IllegalStateException("work in a transaction must return a value");
        }
        return result;
    }

    /** As {@link #inNew(Supplier)}, for work without a result. */
    public void inNew(Runnable work) {
        inNew(() -> {
            work.run();
            return true;
        });
    }

    static boolean isRetried(@Nullable String sqlState) {
        return sqlState != null && (isLoss(sqlState) || RETRIED.contains(sqlState));
    }

    /**
     * Whether the connection was lost: the network's doing (class 08) or the server's (57P01 to
     * 57P03; 25P03 for a session that sat idle in its transaction, as that of a process does that
     * was stopped).
     */
    public static boolean isLoss(String sqlState) {
        return sqlState.startsWith("08") || sqlState.startsWith("57P") || sqlState.equals("25P03");
    }

    /** The SQLSTATE of the innermost SQL exception, or null when there is none. */
    public static @Nullable String sqlState(Throwable failure) {
        String state = null;
        for (Throwable cause = failure; cause != null; cause = causeOf(cause)) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    // The rollback fails too on a lost connection, and its exception hides the one that matters.
    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof TransactionSystemException rollback
                ? rollback.getOriginalException()
                : failure.getCause();
    }

    private static void pause(int attempt, RuntimeException failure) {
        long bound = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(bound / 2, bound));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
