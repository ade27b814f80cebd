package dev.matchmill.migrations;

import org.jspecify.annotations.Nullable;

/**
 * What a server runs.
 *
 * @param postgresql such as 15.18
 * @param vector of pgvector in this database, such as 0.8.4; null where it is not installed
 */
public record ServerVersions(String postgresql, @Nullable String vector) {}
