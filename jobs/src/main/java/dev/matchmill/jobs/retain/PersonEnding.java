package dev.matchmill.jobs.retain;

import dev.matchmill.jobs.subject.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends what is more than rows: a person, an application, a login. */
interface PersonEnding {

    /**
     * Ends one, in the transaction in progress.
     *
     * @param id the row that the plan names
     */
    Ended end(RetainedTable.Ending kind, long id, Instant now);

    /** Removes what lies outside the database, after the commit; what refuses stays noted. */
    void clear(List<Ended> ended, Instant now);

    /**
     * What became of it.
     *
     * @param isHeld a legal hold came in between, and nothing was changed
     * @param rows rows that were changed or deleted
     * @param residual rows that the verification still found; anything but 0 means not done
     * @param fingerprint of the person, in hexadecimal digits; empty: not the whole person
     * @param objects originals outside the database that {@link #clear} removes
     * @param leaves tables of vectors that need a vacuum by the owner
     */
    record Ended(
            boolean isHeld,
            long rows,
            long residual,
            Optional<String> fingerprint,
            List<StoredObject> objects,
            Set<String> leaves) {

        static Ended held() {
            return new Ended(true, 0, 0, Optional.empty(), List.of(), Set.of());
        }
    }
}
