package dev.matchmill.jobs.archive;

import java.util.List;

/** How the restoring of an archived application ended. */
public sealed interface Restoration {

    /**
     * It is live again, and no longer in the archive.
     *
     * @param posting whether its posting came back with it
     * @param rows rows that were written, of all tables
     * @param remarks what is not as it was, a phrase each; no personal data
     */
    record Restored(long application, boolean posting, int rows, List<String> remarks)
            implements Restoration {

        public Restored {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The checksum does not fit: somebody altered what lies in the archive. Nothing was changed.
     */
    record Altered(String table, long id) implements Restoration {}

    /** It may not come back, or cannot; nothing was changed. */
    record Refused(String why) implements Restoration {}
}
