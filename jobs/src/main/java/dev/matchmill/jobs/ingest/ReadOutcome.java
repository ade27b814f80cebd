package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ResumeProfile;

/** What reading one claimed item gave. */
sealed interface ReadOutcome {

    LedgerItem item();

    /**
     * A resume.
     *
     * @param contentHash SHA-256 of the bytes in hex
     * @param size bytes
     * @param blindText what is embedded and scored
     */
    record Resume(
            LedgerItem item,
            String contentHash,
            long size,
            ParsedDocument document,
            ResumeProfile profile,
            String blindText)
            implements ReadOutcome {

        /** Without the content: it is a person's. */
        @Override
        public String toString() {
            return "Resume[" + item + "]";
        }
    }

    /** No resume, for a reason. */
    record Refused(LedgerItem item, Settlement.Refused settlement) implements ReadOutcome {}
}
