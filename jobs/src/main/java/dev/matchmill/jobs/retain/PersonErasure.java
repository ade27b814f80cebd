package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.recurring.PrivacyAccess;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.subject.Erasure;
import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Removal;
import dev.matchmill.jobs.subject.StoreErasure;
import dev.matchmill.jobs.subject.StoredObject;
import dev.matchmill.jobs.subject.StoredObjects;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.CandidateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends persons, applications and logins over the same inventory as an erasure on request. */
final class PersonErasure implements PersonEnding {

    private static final Logger LOG = LoggerFactory.getLogger(PersonErasure.class);

    private final Subjects subjects;
    private final SubjectEraser eraser;
    private final AccountErasure accounts;
    private final StoredObjects objects;
    private final PrivacyAccess privacy;

    PersonErasure(PrivacyAccess privacy, RecurringParts parts) {
        this.privacy = privacy;
        Inventory inventory = Inventory.declared();
        this.subjects =
                new Subjects(
                                privacy.jdbc(),
                                inventory,
                                SubjectFingerprint.of(parts.home(), privacy.jdbc()))
                        .locking();
        this.eraser = new SubjectEraser(privacy.jdbc(), inventory);
        this.accounts = new AccountErasure(privacy.jdbc());
        this.objects = new StoredObjects(parts.documents());
    }

    @Override
    public Ended end(RetainedTable.Ending kind, long id, Instant now) {
        return switch (kind) {
            case PERSON ->
                    erase(
                            subjects.candidate(new CandidateId(id), new Extent.Platform()),
                            true,
                            now);
            case APPLICATION -> erase(subjects.application(new ApplicationId(id)), false, now);
            case ACCOUNT ->
                    new Ended(
                            false,
                            accounts.erase(id, now),
                            0,
                            Optional.empty(),
                            List.of(),
                            Set.of());
            case ROWS, ELSEWHERE -> throw new IllegalArgumentException("no person: " + kind);
        };
    }

    // Originals go after the commit. Where one is refused, or the program dies before, the row of
    // the file was marked deleted by that commit, and the weekly sweep of files removes it.
    @Override
    public void clear(List<Ended> ended, Instant now) {
        List<StoredObject> removed = new ArrayList<>();
        int refused = 0;
        for (StoredObject object : ended.stream().flatMap(it -> it.objects().stream()).toList()) {
            switch (objects.remove(object)) {
                case Removal.Removed _ -> removed.add(object);
                case Removal.Refused _ -> refused++;
            }
        }
        if (refused > 0) {
            LOG.warn("{} originals could not be removed; the weekly sweep tries again", refused);
        }
        if (!removed.isEmpty()) {
            privacy.writes().inNew(() -> eraser.forget(removed, now));
        }
    }

    private Ended erase(Subject subject, boolean isWhole, Instant now) {
        return switch (eraser.erase(subject, now)) {
            case Erasure.Held _ -> Ended.held();
            case Erasure.Erased erased ->
                    new Ended(
                            false,
                            erased.stores().stream().mapToLong(StoreErasure::affected).sum(),
                            erased.residualRows(),
                            isWhole ? fingerprint(subject) : Optional.empty(),
                            erased.objects(),
                            erased.leaves());
        };
    }

    private static Optional<String> fingerprint(Subject subject) {
        return subject.fingerprints().stream().findFirst().map(HexFormat.of()::formatHex);
    }
}
