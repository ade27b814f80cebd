package dev.matchmill.migrations.type;

/** What a person asks for. Equals the enum {@code subject_request_type}. */
public enum SubjectRequestType implements DatabaseLabel {
    ACCESS,
    ERASURE,
    PORTABILITY,
    RECTIFICATION,
    RESTRICTION
}
