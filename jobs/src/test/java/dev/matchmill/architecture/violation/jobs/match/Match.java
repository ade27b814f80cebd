package dev.matchmill.architecture.violation.jobs.match;

/** What other features must not know. */
public record Match(double score) {}
