package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Writes;
import java.util.List;

/** Claims batches of pending items for this run. */
record Claims(Ledger ledger, CurrentRun run, Writes writes, IngestSettings settings) {

    List<LedgerItem> next(SourceWork source) {
        List<LedgerItem> claimed =
                writes.inNew(() ->
                        ledger.claim(
                                source.id(),
                                source.run(),
                                run.owner(),
                                settings.batchSize(),
                                settings.lease()));
        CrashPoint.AFTER_CLAIM.reached();
        return claimed;
    }

    /** As {@link #next}, without those that were claimed before: some may be in work. */
    List<LedgerItem> fresh(SourceWork source) {
        return writes.inNew(() ->
                ledger.claimFresh(
                        source.id(),
                        source.run(),
                        run.owner(),
                        settings.batchSize(),
                        settings.lease()));
    }

    /** Gives back what this run holds of the source. */
    void release(SourceWork source) {
        writes.inNew(() -> ledger.release(source.id(), run.owner()));
    }

    /** Gives back what this run holds of the source; a failure to do so joins the given one. */
    void release(SourceWork source, Exception failure) {
        try {
            writes.inNew(() -> ledger.release(source.id(), run.owner()));
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
