package dev.matchmill.jobs.subject;

import java.util.List;
import java.util.SortedSet;

/** How an attempt to erase a person's rows ended. */
public sealed interface Erasure {

    /**
     * Nothing was changed: a legal hold covers the person or a part of what is meant.
     *
     * @param by what is held, as "candidate 7"; never empty
     */
    record Held(List<String> by) implements Erasure {

        public Held {
            by = List.copyOf(by);
            if (by.isEmpty()) {
                throw new IllegalArgumentException("held by nothing");
            }
        }
    }

    /**
     * The rows are done, in the caller's transaction.
     *
     * @param stores every store of the inventory, in the order of work
     * @param objects what the caller must remove from storage afterwards; until it said so by
     *     {@link SubjectEraser#forget}, each further call names them again
     * @param leaves tables of vectors that need a vacuum, as {@code embeddings_candidate_m1}
     */
    record Erased(List<StoreErasure> stores, List<StoredObject> objects, SortedSet<String> leaves)
            implements Erasure {

        /** Rows that the verification still found; anything but 0 means not done. */
        public long residualRows() {
            return stores.stream().mapToLong(StoreErasure::residual).sum();
        }
    }
}
