package dev.matchmill.architecture.violation.readers.parse;

/** What others must not know. */
public record Document(String text) {}
