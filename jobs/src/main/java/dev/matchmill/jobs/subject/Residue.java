package dev.matchmill.jobs.subject;

/**
 * Where a person could still be recognised; never by what.
 *
 * @param column {@code schema.table.column}
 * @param rows how many rows
 * @param certain whether an address, a number or a key was found; else only a name, which may be
 *     somebody else's
 */
public record Residue(String column, long rows, boolean certain) {}
