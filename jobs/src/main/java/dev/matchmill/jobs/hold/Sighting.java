package dev.matchmill.jobs.hold;

import java.util.Optional;

/** What looking for a subject came to. */
public sealed interface Sighting {

    /**
     * It is there and can be kept.
     *
     * @param isArchived whether it lies in the archive itself
     * @param isDeleted whether somebody took it away, so that only the hold keeps it from going
     * @param archivedBelow applications of it in the archive
     */
    record Found(HoldSubject subject, boolean isArchived, boolean isDeleted, long archivedBelow)
            implements Sighting {

        /** What whoever places the hold should know. */
        public Optional<String> note() {
            if (isArchived) {
                return Optional.of(subject + " lies in the archive; the hold keeps it there.");
            }
            if (isDeleted) {
                return Optional.of(
                        subject + " was deleted and is still there; the hold keeps what is left.");
            }
            return archivedBelow == 0
                    ? Optional.empty()
                    : Optional.of(
                            subject
                                    + ": "
                                    + archivedBelow
                                    + (archivedBelow == 1 ? " application" : " applications")
                                    + " in the archive, which the hold reaches too.");
        }
    }

    /**
     * There is nothing to keep.
     *
     * @param why a sentence
     */
    record Refused(String why) implements Sighting {}
}
