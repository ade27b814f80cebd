package dev.matchmill.migrations.type;

/** What a merge did to a row. Equals the enum {@code merge_change_kind}. */
public enum MergeChangeKind implements DatabaseLabel {
    /** It belongs to the survivor since. */
    MOVED,
    /** Columns of it have other values. */
    CHANGED,
    /** The survivor has a copy of a row of the other. */
    ADDED,
    /** It could not follow: the survivor has one that excludes it. */
    KEPT
}
