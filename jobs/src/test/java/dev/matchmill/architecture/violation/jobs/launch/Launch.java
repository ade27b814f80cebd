package dev.matchmill.architecture.violation.jobs.launch;

/** What nobody must know. */
public record Launch(String verb) {}
