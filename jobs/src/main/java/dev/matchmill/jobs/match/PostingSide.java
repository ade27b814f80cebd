package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.PostingId;
import org.jspecify.annotations.Nullable;

/**
 * An open posting as a refresh plans for it.
 *
 * @param organization whose candidates it may see; null for everybody
 * @param isMatched whether it has a vector and its organization wants matching
 * @param postingHash of everything of its side that its ranking follows from
 * @param searchHash of what the search for near candidates follows from
 */
record PostingSide(
        PostingId id,
        @Nullable Long organization,
        boolean isMatched,
        long postingHash,
        long searchHash,
        Work work) {

    /** What is to be done whatever candidates did. */
    enum Work {
        /** Nothing. */
        NONE,
        /** Its own side changed: score and publish it anew, from the pool that it has. */
        RANK,
        /** It has no pool or one of another vector, scope or model: search as well. */
        SEARCH
    }

    PostingSide with(Work other) {
        return new PostingSide(id, organization, isMatched, postingHash, searchHash, other);
    }

    /** Whether changed candidates can be merged into the pool it has. */
    boolean isComparable() {
        return isMatched && work != Work.SEARCH;
    }
}
