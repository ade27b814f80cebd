package dev.matchmill.jobs.posting;

import dev.matchmill.jobs.ledger.Settlement;

/** How one record of a feed ended. */
sealed interface FeedEnd {

    /** What books and rejections call it. */
    String item();

    /**
     * A new or changed posting.
     *
     * @param contentHash SHA-256 of the record in hex
     */
    record Written(String item, String contentHash) implements FeedEnd {}

    /** A posting that stands in the database as the record has it. */
    record Unchanged(String item) implements FeedEnd {}

    /** No posting, for a reason. */
    record Refused(String item, Settlement.Refused settlement) implements FeedEnd {}
}
