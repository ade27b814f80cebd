package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.Ledger;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.jobs.rejection.DeadLetters;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.ItemsAtWork;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.LedgerState;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.migrations.type.SourceRecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        CurrentRun run,
        Writes writes,
        RunReport report) {

    private static final Logger LOG = LoggerFactory.getLogger(StoreBatch.class);

    /**
     * Before the first batch of a run: who is alone drops what those before left that nobody may
     * keep, whether they were killed before they could or shared the work.
     */
    void begin() throws IOException {
        if (!run.isShared()) {
            files.dropUnfinished();
            for (String contentHash : resumes.documents().turnedAway()) {
                files.drop(contentHash);
            }
        }
    }

    void write(SourceWork source, String owner, List<ReadOutcome> outcomes) throws IOException {
        ItemsAtWork.are("document", outcomes.stream().map(one -> one.item().id().value()).toList());
        if (run.isShared()) {
            writeShared(source, owner, outcomes);
        } else {
            writeAlone(source, owner, outcomes);
        }
    }

    /**
     * What other workers took over meanwhile is theirs. An original that nobody may keep is left to
     * the next run that is alone, for another worker may be about to refer to it.
     */
    private void writeShared(SourceWork source, String owner, List<ReadOutcome> outcomes) {
        List<Ended> ends =
                writes.inNew(() -> {
                    Set<SourceRecordId> held =
                            ledger.lockHeld(
                                    outcomes.stream().map(one -> one.item().id()).toList(), owner);
                    return settled(
                            source,
                            owner,
                            outcomes.stream()
                                    .filter(one -> held.contains(one.item().id()))
                                    .sorted(Comparator.comparing(StoreBatch::order))
                                    .toList());
                });
        for (Ended end : ends) {
            report.addBooks(SettledBooks.of(end.how()));
            if (end.how() instanceof Settlement.Refused refused) {
                report.addReason(refused.reason().label(), 1);
            }
            log(end);
        }
    }

    /** An item and how it ended. */
    private record Ended(ReadOutcome outcome, Settlement how) {}

    // Reason and stage only: the detail may quote what a source says.
    private static void log(Ended end) {
        if (end.how() instanceof Settlement.Refused refused) {
            ItemsAtWork.is("document", end.outcome().item().id().value());
            LOG.info(
                    "{}: {} at {}",
                    refused.state().label(),
                    refused.reason().label(),
                    refused.stage());
        }
    }

    private List<Ended> settled(SourceWork source, String owner, List<ReadOutcome> outcomes) {
        return writes.inHalves(
                outcomes,
                part -> settle(source, owner, part),
                (outcome, sqlState) -> settle(source, owner, outcome, refused(sqlState)));
    }

    private void writeAlone(SourceWork source, String owner, List<ReadOutcome> outcomes)
            throws IOException {
        // By identity: two writers that meet take their rows in the same order.
        List<ReadOutcome> ordered =
                outcomes.stream().sorted(Comparator.comparing(StoreBatch::order)).toList();
        for (Ended end : writes.inNew(() -> settled(source, owner, ordered))) {
            if (!isAccepted(end.how())) {
                forget(end.outcome());
            }
            log(end);
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

    private List<Ended> settle(SourceWork source, String owner, List<ReadOutcome> outcomes) {
        List<Ended> ends = new ArrayList<>();
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

    private Ended settle(SourceWork source, String owner, ReadOutcome outcome, Settlement end) {
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
        return new Ended(outcome, end);
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
