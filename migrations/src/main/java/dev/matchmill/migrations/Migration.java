package dev.matchmill.migrations;

/**
 * One script of the schema.
 *
 * @param version as in the script's name, such as 026
 * @param description in words
 * @param script the file's name
 * @param inTransaction false for one that builds an index concurrently: it may leave that index
 *     invalid when it is interrupted
 */
public record Migration(String version, String description, String script, boolean inTransaction) {}
