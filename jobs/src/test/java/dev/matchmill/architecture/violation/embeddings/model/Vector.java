package dev.matchmill.architecture.violation.embeddings.model;

/** What others must not know. */
public record Vector(float first) {}
