package dev.matchmill.migrations.type;

/** Life cycle of a posting. Equals the enum {@code job_status}. */
public enum PostingStatus implements DatabaseLabel {
    DRAFT,
    OPEN,
    CLOSED,
    CANCELLED,
    ARCHIVED
}
