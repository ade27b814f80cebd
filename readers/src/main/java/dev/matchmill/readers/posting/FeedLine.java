package dev.matchmill.readers.posting;

import dev.matchmill.migrations.type.RejectionReason;

/**
 * One record of a feed: a value, or why it is none.
 *
 * @param <T> what a good line holds
 */
public sealed interface FeedLine<T> {

    /** Number of the record's first line in the file, from 1. */
    long line();

    /** A record that holds. */
    record Good<T>(long line, T value) implements FeedLine<T> {}

    /**
     * A record that doesn't.
     *
     * @param message names columns and limits, never the line's content
     */
    record Bad<T>(long line, RejectionReason reason, String message) implements FeedLine<T> {}
}
