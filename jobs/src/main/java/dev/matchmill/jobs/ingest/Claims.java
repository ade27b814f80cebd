package dev.matchmill.jobs.ingest;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.run.CurrentRun;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Claims batches of pending items for this run. */
record Claims(
        Ledger ledger,
        CurrentRun run,
        Transactions transactions,
        JdbcClient jdbc,
        IngestSettings settings) {

    List<LedgerItem> next(SourceWork source) {
        return transactions.inNew(() -> {
            run.enter(jdbc);
            return ledger.claim(
                    source.id(), source.run(), run.owner(), settings.batchSize(), settings.lease());
        });
    }
}
