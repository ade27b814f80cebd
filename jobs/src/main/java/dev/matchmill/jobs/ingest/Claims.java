package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Writes;
import java.util.List;

/** Claims batches of pending items for this run. */
record Claims(Ledger ledger, CurrentRun run, Writes writes, IngestSettings settings) {

    List<LedgerItem> next(SourceWork source) {
        return writes.inNew(() -> {
            return ledger.claim(
                    source.id(), source.run(), run.owner(), settings.batchSize(), settings.lease());
        });
    }
}
