package dev.matchmill.migrations.type;

/** How a run stands. Equals the enum {@code run_status}. */
public enum RunStatus implements DatabaseLabel {
    RUNNING,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    FAILED,
    STOPPED
}
