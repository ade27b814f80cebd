package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.SuppressionKey;
import dev.matchmill.readers.profile.Field;
import org.jspecify.annotations.Nullable;

/**
 * Whose resume it is: the address the manifest names, else the first of the resume, else that of
 * who sent it where {@link Sending} says that this is the same person, else a reserved one derived
 * from the document's words, so that another copy finds the same candidate; it is never shown or
 * written to.
 *
 * @param email the normalized address
 * @param reserved whether it stands for an unknown address
 */
record CandidateIdentity(String email, boolean reserved) {

    static CandidateIdentity of(Resume resume) {
        String known = knownEmail(resume);
        return known == null
                ? new CandidateIdentity(
                        SuppressionKey.reservedAddress(resume.document().text()), true)
                : new CandidateIdentity(SubjectFingerprint.normalized(known), false);
    }

    static boolean isReserved(String email) {
        return SuppressionKey.isReserved(email);
    }

    /** The first address that the resume itself names; null when it names none. */
    static @Nullable String written(Resume resume) {
        return resume.profile().emails().stream().findFirst().map(Field::value).orElse(null);
    }

    private static @Nullable String knownEmail(Resume resume) {
        String fromManifest = resume.item().application().email();
        if (fromManifest != null) {
            return fromManifest;
        }
        String written = written(resume);
        return written == null ? Sending.ofApplicant(resume) : written;
    }
}
