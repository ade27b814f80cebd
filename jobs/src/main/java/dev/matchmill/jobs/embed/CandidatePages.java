package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where the candidates come from whose vectors are to be computed, a page at a time. */
interface CandidatePages {

    /** The next page; empty when there is none now. */
    List<BehindCandidate> next();

    /** Whether there may be another page after an empty one: others hold what they may lose. */
    boolean mayCome();

    /** Keeps what is being computed. */
    void renew();

    /**
     * Ends the work on candidates, in the transaction that writes their vectors.
     *
     * @return those whose vectors may be written
     */
    Set<Long> settle(Collection<Long> candidates);

    /** Gives back what was taken and not settled. */
    void release();
}
