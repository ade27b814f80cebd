package dev.matchmill.jobs.legacy;

/**
 * What became of the plain values of one imported table.
 *
 * @param table of the imported schema
 * @param what the values are
 * @param done taken over or made void
 * @param unknown left as they are, since no user has their address
 * @param isPlainGone whether the plain columns are dropped
 */
public record Adopted(String table, String what, long done, long unknown, boolean isPlainGone) {

    /** Of a table that has no such values, or none any more. */
    static Adopted nothing(String table, String what) {
        return new Adopted(table, what, 0, 0, true);
    }
}
