package dev.matchmill.migrations.type;

/**
 * Whether a request is about one organization or all. Equals the enum {@code
 * subject_request_scope}.
 */
public enum SubjectRequestScope implements DatabaseLabel {
    ORGANIZATION,
    PLATFORM
}
