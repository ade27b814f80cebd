package dev.matchmill.migrations.type;

/** Where a person's request stands. Equals the enum {@code subject_request_status}. */
public enum SubjectRequestStatus implements DatabaseLabel {
    RECEIVED,
    IDENTITY_CHECK,
    APPROVED,
    IN_PROGRESS,
    BLOCKED_BY_HOLD,
    COMPLETED,
    REJECTED
}
