package dev.matchmill.migrations.type;

/** What became of a probable duplicate. Equals the enum {@code duplicate_state}. */
public enum DuplicateState implements DatabaseLabel {
    /** Waits for somebody to decide. */
    OPEN,
    /** Both are one person since. */
    MERGED,
    /** Two persons, somebody said. */
    DISMISSED,
    /** Was merged, and parted again. */
    UNDONE
}
