package dev.matchmill.jobs.subject;

/**
 * What would be done in one store.
 *
 * @param rows how many rows there belong to the subject
 * @param held how many of them a legal hold protects; all or none, since a person is erased as a
 *     whole or not at all
 */
public record StorePlan(String schema, String table, EraseAction action, long rows, long held) {}
