package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.FileId;
import dev.matchmill.migrations.type.LedgerState;
import dev.matchmill.migrations.type.PostingId;
import dev.matchmill.migrations.type.RejectionReason;
import org.jspecify.annotations.Nullable;

/** How an item ended in a run. */
public sealed interface Settlement {

    /** The state that the ledger shows. */
    LedgerState state();

    /**
     * Stored, or recognized as a duplicate of what was stored; either way its application exists.
     *
     * @param state STORED or DUPLICATE
     */
    record Accepted(
            LedgerState state,
            FileId file,
            CandidateId candidate,
            @Nullable PostingId posting,
            @Nullable ApplicationId application)
            implements Settlement {

        public Accepted {
            if (state != LedgerState.STORED && state != LedgerState.DUPLICATE) {
                throw new IllegalArgumentException("not an accepted state: " + state);
            }
        }
    }

    /** Of a person who must not come back. */
    record Suppressed() implements Settlement {

        @Override
        public LedgerState state() {
            return LedgerState.SUPPRESSED;
        }
    }

    /**
     * Turned away; deferred when a later run may succeed.
     *
     * @param stage last stage reached, a label of {@code processing_stage}
     * @param detail a few words without content of the document
     */
    record Refused(RejectionReason reason, String stage, String detail) implements Settlement {

        @Override
        public LedgerState state() {
            return switch (reason.category()) {
                case REJECT, OPERATOR -> LedgerState.REJECTED;
                case RETRY_LATER -> LedgerState.DEFERRED;
            };
        }
    }
}
