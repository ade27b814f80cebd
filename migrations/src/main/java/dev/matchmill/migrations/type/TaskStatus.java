package dev.matchmill.migrations.type;

/** Where a step of an erasure stands. Equals the enum {@code task_status}. */
public enum TaskStatus implements DatabaseLabel {
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    BLOCKED
}
