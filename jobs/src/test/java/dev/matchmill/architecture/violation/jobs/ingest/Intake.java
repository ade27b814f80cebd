package dev.matchmill.architecture.violation.jobs.ingest;

/** What the shared packages must not know. */
public record Intake(int items) {}
