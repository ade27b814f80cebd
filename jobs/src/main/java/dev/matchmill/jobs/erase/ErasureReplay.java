package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.CandidateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases in a restored copy whom the live database has erased since the backup was taken. The
 * persons are found there by fingerprint, for nothing else is left of them here, and by their row.
 * Requests, ledger, certificates and suppressions come along, so that the copy can prove what it no
 * longer has and keeps them away as well. Stored files are not touched: those of rows that are gone
 * are for J10. Doing it twice changes nothing.
 *
 * @param fingerprint with the key that made the live database's fingerprints
 */
public record ErasureReplay(SubjectFingerprint fingerprint) {

    private static final String DONE =
            "SELECT EXISTS (SELECT 1 FROM compliance.data_subject_requests WHERE id = :id AND"
                    + " started_at IS NOT NULL)";

    private static final String HELD_ROWS = "SELECT compliance.share_holds()";

    /**
     * Replays what is missing.
     *
     * @param live where the requests are; read only
     * @param restored the copy, as its owner
     * @return how many persons' erasures were applied
     * @throws ReplayException when a person is held in the copy: nothing of that one was changed
     */
    public long replay(DataSource live, DataSource restored) {
        JdbcClient from = JdbcClient.create(live);
        JdbcClient to = JdbcClient.create(restored);
        TransactionTemplate transactions =
                new TransactionTemplate(new JdbcTransactionManager(restored));
        EvidenceCopy evidence = new EvidenceCopy(from, to);
        long replayed = 0;
        for (SubjectRequest request : begun(from)) {
            boolean isApplied =
                    Boolean.TRUE.equals(
                            transactions.execute(_ -> apply(request, from, to, evidence)));
            replayed += isApplied ? 1 : 0;
        }
        transactions.executeWithoutResult(_ -> evidence.copyLedger());
        return replayed;
    }

    private static List<SubjectRequest> begun(JdbcClient live) {
        return new Requests(live)
                .all(false).stream().filter(request -> request.startedAt() != null).toList();
    }

    private boolean apply(
            SubjectRequest request, JdbcClient from, JdbcClient to, EvidenceCopy evidence) {
        boolean isDone = to.sql(DONE).param("id", request.id()).query(Boolean.class).single();
        if (isDone) {
            evidence.copyRequest(request.id());
            return false;
        }
        to.sql(HELD_ROWS).query().singleRow();
        SubjectEraser eraser = new SubjectEraser(to, Inventory.declared());
        for (Subject subject : subjects(request, from, to)) {
            Instant erasedAt = Objects.requireNonNull(request.startedAt());
            if (eraser.erase(subject, erasedAt) instanceof Erasure.Held) {
                throw new ReplayException(
                        "request "
                                + request.id()
                                + " was executed, and in the copy a hold keeps the person: release"
                                + " it there, then replay.");
            }
        }
        evidence.copyRequest(request.id());
        return true;
    }

    private List<Subject> subjects(SubjectRequest request, JdbcClient from, JdbcClient to) {
        Extent extent = request.extent();
        Subjects there = new Subjects(to, Inventory.declared(), fingerprint);
        List<Subject> found = new ArrayList<>();
        there.addressesOf(EvidenceCopy.fingerprints(from, request.id()))
                .forEach(address -> found.add(there.address(address, extent)));
        Long candidate = request.candidate();
        // By both it is the same person twice: the second time there is nothing left to change.
        if (candidate != null) {
            found.add(there.candidate(new CandidateId(candidate), extent));
        }
        found.removeIf(Subject::isEmpty);
        return found;
    }

    /** The copy must not be used as it is. */
    public static final class ReplayException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReplayException(String sentence) {
            super(sentence);
        }
    }
}
