package dev.matchmill.jobs.subject;

import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases a person's rows store by store, in the caller's transaction, as the role of erasure. The
 * caller has called {@code compliance.share_holds()}; whether somebody is held is asked again here.
 * Doing it twice changes nothing.
 */
public final class SubjectEraser {

    private final JdbcClient jdbc;
    private final Inventory inventory;

    /**
     * @param jdbc as the role of erasure
     */
    public SubjectEraser(JdbcClient jdbc, Inventory inventory) {
        this.jdbc = jdbc;
        this.inventory = inventory;
    }

    /** What an erasure would do; changes nothing. */
    public ErasurePlan plan(Subject subject) {
        throw new UnsupportedOperationException("in work: " + jdbc + inventory);
    }

    /**
     * Erases every row that belongs to the subject, or nothing.
     *
     * @param now written where a table says when a person's data went
     */
    public Erasure erase(Subject subject, Instant now) {
        throw new UnsupportedOperationException("in work");
    }

    /**
     * Notes that these objects are gone from storage: their rows forget where they lay. To be
     * called in a transaction after {@link StoredObjects#remove}.
     *
     * @return how many rows were changed
     */
    public int forget(Collection<StoredObject> removed, Instant now) {
        throw new UnsupportedOperationException("in work");
    }
}
