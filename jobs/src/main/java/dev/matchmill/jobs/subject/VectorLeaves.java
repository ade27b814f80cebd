package dev.matchmill.jobs.subject;

import dev.matchmill.jobs.recurring.OwnerSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tables of vectors after an erasure: deleted vectors stay inside the graph of the index until
 * a vacuum, which is the owner's and runs outside transactions.
 */
public final class VectorLeaves {

    private static final Pattern LEAF = Pattern.compile("embeddings_[a-z]+_m[0-9]+");

    private VectorLeaves() {}

    /** Runs one statement of the owner's. */
    @FunctionalInterface
    interface Work {
        OwnerSession.Ended run(String sql) throws SQLException;
    }

    /**
     * Vacuums one after the other.
     *
     * @param leaves as {@link Erasure.Erased#leaves} names them
     * @return those that were not done: somebody held the table, or the visit was over
     */
    public static SortedSet<String> vacuum(OwnerSession session, Collection<String> leaves)
            throws SQLException {
        return vacuum(session::run, leaves);
    }

    static SortedSet<String> vacuum(Work work, Collection<String> leaves) throws SQLException {
        SortedSet<String> left = new TreeSet<>();
        for (String leaf : new TreeSet<>(leaves)) {
            if (!LEAF.matcher(leaf).matches()) {
                throw new IllegalArgumentException("not a table of vectors: " + leaf);
            }
            // Truncation would wait for everybody who reads.
            OwnerSession.Ended ended =
                    work.run("VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) public.\"" + leaf + "\"");
            if (ended != OwnerSession.Ended.DONE) {
                left.add(leaf);
            }
        }
        return left;
    }
}
