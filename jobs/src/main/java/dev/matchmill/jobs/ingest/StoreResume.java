package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.FileId;
import dev.matchmill.migrations.type.LedgerState;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.PostingId;
import dev.matchmill.migrations.type.RejectionReason;
import java.util.Optional;

/**
 * Stores one resume in the caller's transaction: application first, then the candidate found or
 * created, then both linked. What it says one by one, {@code facts}, is written for many resumes at
 * once, by who calls. Doing it twice changes nothing.
 */
record StoreResume(
        Suppressions suppressions,
        DocumentWriter documents,
        ApplicationWriter applications,
        CandidateWriter candidates,
        FactWriter facts) {

    Settlement store(OrganizationId organization, Resume resume) {
        String reference = resume.item().postingRef();
        Optional<PostingId> posting = Optional.empty();
        if (!reference.isEmpty()) {
            posting = applications.posting(organization, reference);
            if (posting.isEmpty()) {
                return new Settlement.Refused(
                        RejectionReason.UNKNOWN_POSTING,
                        "normalize",
                        "no posting has the reference '" + reference + "'");
            }
        }
        CandidateIdentity identity = CandidateIdentity.of(resume);
        Suppressions.Admission admission =
                suppressions.judge(resume, identity, organization, posting.isPresent());
        if (admission instanceof Suppressions.Admission.Refused) {
            return new Settlement.Suppressed();
        }
        FileId file = documents.file(organization, resume);
        Optional<CandidateWriter.Known> known = candidates.find(identity, file);
        Optional<CandidateId> knownId = known.map(CandidateWriter.Known::id);
        ApplicationId application =
                posting.map(to ->
                                applications.apply(
                                        resume, to, organization, identity, knownId, file))
                        .orElse(null);
        LedgerState state =
                knownId.filter(candidate -> documents.isKnown(candidate, resume)).isPresent()
                        ? LedgerState.DUPLICATE
                        : LedgerState.STORED;
        CandidateId candidate =
                state == LedgerState.DUPLICATE
                        ? knownId.orElseThrow()
                        : candidates.write(identity, known, resume);
        documents.own(file, candidate);
        if (state == LedgerState.STORED) {
            documents.write(file, candidate, resume);
        }
        if (application != null) {
            applications.link(application, candidate, file);
            suppressions.lift(admission, application);
        }
        return new Settlement.Accepted(state, file, candidate, posting.orElse(null), application);
    }
}
