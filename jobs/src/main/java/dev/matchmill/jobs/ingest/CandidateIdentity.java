package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.readers.profile.Field;
import org.jspecify.annotations.Nullable;

/**
 * Whose resume it is: the address the manifest names, else the first of the resume, else a reserved
 * one derived from the document's words, so that another copy finds the same candidate; it is never
 * shown or written to.
 *
 * @param email the normalized address
 * @param reserved whether it stands for an unknown address
 */
record CandidateIdentity(String email, boolean reserved) {

    private static final String RESERVED_DOMAIN = "@no-email.invalid";

    static CandidateIdentity of(Resume resume) {
        String known = knownEmail(resume);
        return known == null
                ? new CandidateIdentity(
                        "document-"
                                + SameText.fingerprint(resume.document().text())
                                + RESERVED_DOMAIN,
                        true)
                : new CandidateIdentity(known, false);
    }

    static boolean isReserved(String email) {
        return email.endsWith(RESERVED_DOMAIN);
    }

    private static @Nullable String knownEmail(Resume resume) {
        String fromManifest = resume.item().application().email();
        if (fromManifest != null) {
            return fromManifest;
        }
        return resume.profile().emails().stream().findFirst().map(Field::value).orElse(null);
    }
}
