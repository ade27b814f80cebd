package dev.matchmill.jobs.backup;

import org.jspecify.annotations.Nullable;

/**
 * A table that has not the same number of rows on both sides.
 *
 * @param restored null: the copy has no such table
 * @param expected null: the other side has none
 */
public record TableDifference(
        String table, @Nullable Long restored, @Nullable Long expected, Cause cause) {

    /** Why. */
    public enum Cause {
        /** The live table was written to since the backup. */
        CHANGED_SINCE,
        /** Nobody wrote to it: the copy is wrong. */
        UNEXPLAINED
    }
}
