package dev.matchmill.jobs.duplicate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two candidates who may be one person.
 *
 * @param state label of {@code duplicate_state}
 * @param score probability, 0 to 1
 * @param evidence what speaks for and against it, in words, the weightiest first
 * @param merge the merge that undo takes; null when they never were one
 * @param decidedBy address of the user; null while it is open
 */
public record Proposal(
        long id,
        String state,
        double score,
        Person first,
        Person second,
        List<String> evidence,
        @Nullable Long merge,
        Instant foundAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    public Proposal {
        evidence = List.copyOf(evidence);
    }

    /**
     * One of the two, as a list shows them.
     *
     * @param headline title and company; empty when neither is known
     */
    public record Person(long id, String name, String headline) {

        /** The number alone. */
        @Override
        public String toString() {
            return "Person[" + id + "]";
        }
    }
}
