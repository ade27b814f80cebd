package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;
import dev.matchmill.migrations.type.PostingId;
import java.util.Collection;
import java.util.Set;

/** Whose turn it is to write the rankings of postings; for a refresh by one process, always its. */
interface PostingTurns {

    /** Of a refresh that nobody shares. */
    PostingTurns ALONE =
            new PostingTurns() {
                @Override
                public Set<PostingId> hold(
                        GenerationId generation, Collection<PostingId> postings) {
                    return Set.copyOf(postings);
                }

                @Override
                public void ranked(GenerationId generation, Collection<PostingId> postings) {}
            };

    /**
     * Of these, the ones that may be written in the caller's transaction: until it ends nobody can
     * take them over.
     */
    Set<PostingId> hold(GenerationId generation, Collection<PostingId> postings);

    /** Ends the work on postings that were held, in the transaction that writes their rankings. */
    void ranked(GenerationId generation, Collection<PostingId> postings);
}
