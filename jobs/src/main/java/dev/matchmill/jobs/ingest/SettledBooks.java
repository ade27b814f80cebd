package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.migrations.type.LedgerState;

/** One settled item as books: seen, and in its state. */
final class SettledBooks {

    private SettledBooks() {}

    static Books of(Settlement end) {
        return of(end.state());
    }

    private static Books of(LedgerState state) {
        return switch (state) {
            case STORED -> new Books(1, 1, 0, 0, 0, 0, 0);
            case DUPLICATE -> new Books(1, 0, 0, 1, 0, 0, 0);
            case SUPPRESSED -> new Books(1, 0, 0, 0, 1, 0, 0);
            case REJECTED -> new Books(1, 0, 0, 0, 0, 1, 0);
            case DEFERRED -> new Books(1, 0, 0, 0, 0, 0, 1);
            case PENDING -> throw new IllegalArgumentException("a settled item is not pending");
        };
    }
}
