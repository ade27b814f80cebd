package dev.matchmill.migrations.type;

/**
 * What a legal hold can be on; {@code job} is a posting. Equals the enum {@code hold_subject_type}.
 */
public enum HoldSubjectType implements DatabaseLabel {
    ORGANIZATION,
    JOB,
    CANDIDATE,
    APPLICATION
}
