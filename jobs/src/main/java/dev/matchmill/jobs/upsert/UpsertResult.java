package dev.matchmill.jobs.upsert;

/** What became of one row. */
public sealed interface UpsertResult {

    /**
     * Inserted or updated.
     *
     * @param id the row's
     * @param isNew whether it was inserted
     */
    record Written(long id, boolean isNew) implements UpsertResult {}

    /** The table has it just so; the row was neither written nor locked. */
    record Unchanged() implements UpsertResult {}

    /** A later row of the same call has its key and was taken instead. */
    record Superseded() implements UpsertResult {}
}
