package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.LedgerState;
import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a batch in one transaction, effect and ledger together, and behind one savepoint as long
 * as the database takes it: else in halves, so that an item that is refused is rejected and its
 * neighbours stay.
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
        List<Settlement> ends =
                writes.inNew(() ->
                        writes.inHalves(
                                ordered,
                                part -> settle(source, owner, part),
                                (outcome, sqlState) ->
                                        settle(source, owner, outcome, refused(sqlState))));
        for (int i = 0; i < ordered.size(); i++) {
            if (!isAccepted(ends.get(i))) {
                forget(ordered.get(i));
            }
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

    private List<Settlement> settle(SourceWork source, String owner, List<ReadOutcome> outcomes) {
        List<Settlement> ends = new ArrayList<>();
        List<StoredResume> stored = new ArrayList<>();
        for (ReadOutcome outcome : outcomes) {
            Settlement end = end(source, outcome);
            if (outcome instanceof ReadOutcome.Resume resume
                    && end instanceof Settlement.Accepted accepted
                    && accepted.state() == LedgerState.STORED) {
                stored.add(new StoredResume(accepted.candidate(), resume));
            }
            // Before the next item: it may be a duplicate of this one.
            ends.add(settle(source, owner, outcome, end));
        }
        resumes.facts().write(stored);
        return ends;
    }

    private Settlement settle(
            SourceWork source, String owner, ReadOutcome outcome, Settlement end) {
        LedgerItem item = outcome.item();
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
            case ReadOutcome.Resume resume -> resumes.store(source.organization(), resume);
        };
    }

    private static Settlement.Refused refused(String sqlState) {
        return new Settlement.Refused(
                RejectionReason.REFUSED_BY_DATABASE, "load", "SQLSTATE " + sqlState);
    }

    private static String order(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Resume resume -> CandidateIdentity.of(resume).email();
            case ReadOutcome.Refused _ -> "";
        };
    }
}
