package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.duplicate.DecisionContext;
import dev.matchmill.jobs.duplicate.DuplicateParts;
import dev.matchmill.jobs.duplicate.DuplicateSettings;
import dev.matchmill.jobs.duplicate.FindDuplicates;
import dev.matchmill.jobs.run.Scope;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** One verb that writes about duplicates, one at a time; documents may be read meanwhile. */
final class DuplicateWork implements AutoCloseable {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Transactions transactions;
    private final DuplicateParts parts;
    private final ScopeLock lock;
    private final String command;

    private DuplicateWork(
            Transactions transactions, DuplicateParts parts, ScopeLock lock, String command) {
        this.transactions = transactions;
        this.parts = parts;
        this.lock = lock;
        this.command = command;
    }

    /**
     * Takes the scope.
     *
     * @throws dev.matchmill.config.lock.LockHeldException when another such verb is at work
     * @throws SQLException when the database is away
     */
    static DuplicateWork begin(Session session, String command) throws SQLException {
        return begin(
                session.get(WorkingConnections.class),
                session.get(Transactions.class),
                new DuplicateParts(
                        session.get(JdbcClient.class),
                        session.get(Clock.class),
                        session.get(JsonMapper.class)),
                command);
    }

    static DuplicateWork begin(
            WorkingConnections connections,
            Transactions transactions,
            DuplicateParts parts,
            String command)
            throws SQLException {
        ScopeLock lock =
                ScopeLock.acquire(
                        connections,
                        Scope.DUPLICATES.label(),
                        command + ", process " + ProcessHandle.current().pid());
        return new DuplicateWork(transactions, parts, lock, command);
    }

    DuplicateParts parts() {
        return parts;
    }

    /**
     * Who decides.
     *
     * @throws IllegalUsageException when there is no such user
     */
    DecisionContext by(String email) {
        long user = ActingUser.id(parts.jdbc(), email);
        return new DecisionContext(user, command, parts.clock().instant());
    }

    /**
     * The decision's result, in a transaction behind the fence; empty when a deletion in progress
     * took too long, and nothing changed.
     */
    <T> Optional<T> decide(Supplier<T> decision) {
        try {
            return Optional.of(inNew(decision));
        } catch (DataAccessException failure) {
            if (LOCK_NOT_AVAILABLE.equals(Transactions.sqlState(failure))) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /**
     * Searches for duplicates; empty when it was asked to stop before the end.
     *
     * @param isFull everybody is compared anew
     */
    Optional<FindDuplicates.Found> find(DuplicateSettings settings, boolean isFull) {
        FindDuplicates search = new FindDuplicates(parts, settings, this::inNew);
        if (isFull) {
            search.forget();
        }
        while (search.next()) {
            if (Stopping.REQUEST.isStopped()) {
                return Optional.empty();
            }
        }
        return Optional.of(search.found());
    }

    private void inNew(Runnable work) {
        inNew(() -> {
            work.run();
            return true;
        });
    }

    private <T> T inNew(Supplier<T> work) {
        return transactions.inNew(() -> {
            lock.fence().check(parts.jdbc());
            return work.get();
        });
    }

    @Override
    public void close() {
        lock.close();
    }
}
