package dev.matchmill.migrations.type;

/** What starts the clock of a retention rule. Equals the enum {@code retention_anchor}. */
public enum RetentionAnchor implements DatabaseLabel {
    CREATED_AT,
    LAST_ACTIVITY,
    STATUS_CHANGED,
    CLOSED,
    EXPIRED
}
