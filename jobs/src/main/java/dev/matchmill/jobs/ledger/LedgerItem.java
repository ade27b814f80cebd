package dev.matchmill.jobs.ledger;

import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.SourceRecordId;
import org.jspecify.annotations.Nullable;

/**
 * One claimed item.
 *
 * @param application what a manifest knows
 * @param previousApplication the application that an earlier pass over this item made or found
 * @param attempts times it was claimed, this one included
 */
public record LedgerItem(
        SourceRecordId id,
        String externalId,
        String postingRef,
        ApplicationInput application,
        @Nullable ApplicationId previousApplication,
        long size,
        int attempts) {

    /** Whether it was claimed before and not settled: it may be what ended that run. */
    public boolean isSuspect() {
        return attempts > 1;
    }

    /** Without the path and the application: both may name a person. */
    @Override
    public String toString() {
        return "LedgerItem[" + id.value() + "]";
    }
}
