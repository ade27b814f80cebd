package dev.matchmill.jobs.ingest;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.dao.DataAccessException;

/**
 * Writes a batch in one transaction, effect and ledger together. Each item stands behind a
 * savepoint: one that the database refuses is rejected and its neighbours stay.
 */
record StoreBatch(
        StoreResume resumes,
        Ledger ledger,
        DeadLetters deadLetters,
        DocumentFiles files,
        Writes writes) {

    /** Before the first batch of a run. */
    void begin() throws IOException {
        files.dropUnfinished();
    }

    void write(SourceWork source, String owner, List<ReadOutcome> outcomes) throws IOException {
        // By identity: two writers that meet take their rows in the same order.
        List<ReadOutcome> ordered =
                outcomes.stream().sorted(Comparator.comparing(StoreBatch::order)).toList();
        List<ReadOutcome> turnedAway =
                writes.inNew(() ->
                        ordered.stream()
                                .filter(outcome -> !isAccepted(settle(source, owner, outcome)))
                                .toList());
        for (ReadOutcome outcome : turnedAway) {
            forget(outcome);
        }
    }

    // The original was kept before anybody knew whether its person may be.
    private void forget(ReadOutcome outcome) throws IOException {
        if (outcome instanceof ReadOutcome.Resume resume
                && !resumes.documents().isKept(resume.contentHash())) {
            files.drop(resume.contentHash());
        }
    }

    private static boolean isAccepted(Settlement end) {
        return switch (end) {
            case Settlement.Accepted _ -> true;
            case Settlement.Refused _, Settlement.Suppressed _ -> false;
        };
    }

    private Settlement settle(SourceWork source, String owner, ReadOutcome outcome) {
        LedgerItem item = outcome.item();
        Settlement end = end(source, outcome);
        switch (end) {
            case Settlement.Refused refused ->
                    deadLetters.record(
                            source.id(),
                            source.run(),
                            item.externalId(),
                            item.postingRef(),
                            refused);
            case Settlement.Accepted _, Settlement.Suppressed _ ->
                    deadLetters.resolve(source.id(), item.externalId(), item.postingRef());
        }
        ledger.settle(item, source.run(), owner, end);
        return end;
    }

    private Settlement end(SourceWork source, ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Refused(LedgerItem _, Settlement.Refused settlement) -> settlement;
            case ReadOutcome.Resume resume -> {
                try {
                    yield writes.inSavepoint(() -> resumes.store(source.organization(), resume));
                } catch (DataAccessException refused) {
                    if (!Transactions.isRefusal(refused)) {
                        throw refused;
                    }
                    yield new Settlement.Refused(
                            RejectionReason.REFUSED_BY_DATABASE,
                            "load",
                            "SQLSTATE " + Transactions.sqlState(refused));
                }
            }
        };
    }

    private static String order(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Resume resume -> CandidateIdentity.of(resume).email();
            case ReadOutcome.Refused _ -> "";
        };
    }
}
