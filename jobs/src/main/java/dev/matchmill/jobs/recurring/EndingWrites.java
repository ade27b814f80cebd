package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.Writes;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How jobs end data: each transaction first shares the lock of legal holds and only then looks who
 * is held. So a hold that is being placed is waited for and seen, and one that comes later waits
 * until the transaction has ended: there is no moment in which both pass each other.
 *
 * @param jdbc for the statements inside {@code writes}
 */
public record EndingWrites(Writes writes, JdbcClient jdbc) {

    private static final String SHARE = "SELECT compliance.share_holds()";

    /** As the jobs' role. */
    public static EndingWrites of(RecurringParts parts) {
        return new EndingWrites(parts.writes(), parts.jdbc());
    }

    /**
     * Runs the work and commits it; it must be repeatable, and look who is held by a statement of
     * its own.
     */
    public <T> T inNew(Supplier<T> work) {
        return writes.inNew(() -> {
            jdbc.sql(SHARE).query().singleRow();
            return work.get();
        });
    }
}
