package dev.matchmill.jobs.maintain.upkeep;

import java.util.List;

/**
 * A partition whose time is over, in either state: still attached, or detached by a run that died.
 * Its comment tells the next run what was meant, so that a table that somebody else detached is
 * never touched.
 *
 * @param parent qualified and quoted
 * @param name qualified and quoted
 * @param bound as the catalogue says it: {@code FOR VALUES FROM … TO …}
 * @param target parent of the same columns that takes it; empty: it is dropped
 * @param targetSchema schema of the target, quoted
 * @param hasDefault whether its parent has a default partition, which forbids detaching it
 *     concurrently
 * @param isPending whether a concurrent detachment was interrupted
 */
record LeavingPartition(
        String parent,
        String name,
        String bound,
        String target,
        String targetSchema,
        boolean hasDefault,
        boolean isPending) {

    static final String MARK = "leaves ";

    /** SQLSTATE of what a legal hold forbids: restrict_violation. */
    static final String HELD = "23001";

    boolean isArchived() {
        return !target.isEmpty();
    }

    /** Whether detaching moves it too, in one transaction. */
    boolean isMovedAtOnce() {
        return hasDefault && isArchived();
    }

    /** The statements that detach it. */
    List<String> detaching() {
        String detach = "ALTER TABLE " + parent + " DETACH PARTITION " + name;
        if (isMovedAtOnce()) {
            return List.of("DO $$ BEGIN " + detach + "; " + moving() + " END $$");
        }
        String how = isPending ? " FINALIZE" : hasDefault ? "" : " CONCURRENTLY";
        return List.of(marking(), detach + how);
    }

    /**
     * The statement that ends a detached one: attaches it to the archive, or drops it, refused with
     * {@link #HELD} when a row is under a hold by then.
     */
    String leaving() {
        return "DO $$ BEGIN " + (isArchived() ? moving() : dropping()) + " END $$";
    }

    // A hold that is being placed is waited for, and one that comes later waits for the drop.
    private String dropping() {
        return "PERFORM compliance.share_holds(); IF EXISTS (SELECT 1 FROM "
                + name
                + " WHERE "
                + HeldRows.of(this)
                + ") THEN RAISE EXCEPTION 'rows of % are under a legal hold', '"
                + name.replace("'", "''")
                + "' USING ERRCODE = '"
                + HELD
                + "', CONSTRAINT = 'legal_hold'; END IF; DROP TABLE "
                + name
                + ";";
    }

    private String marking() {
        String mark = MARK + parent + " to " + (isArchived() ? target : "nowhere") + ": " + bound;
        return "COMMENT ON TABLE " + name + " IS '" + mark.replace("'", "''") + "'";
    }

    // The check that detaching concurrently leaves behind saves the scan on attaching.
    private String moving() {
        String table = name.substring(name.indexOf('.') + 1);
        String moved = targetSchema + "." + table;
        return joining(moved)
                + "ALTER TABLE "
                + name
                + " SET SCHEMA "
                + targetSchema
                + "; ALTER TABLE "
                + target
                + " ATTACH PARTITION "
                + moved
                + " "
                + bound
                + "; COMMENT ON TABLE "
                + moved
                + " IS NULL;";
    }

    // J15 may have sent the first days ahead, into a partition of the same name: the few join the
    // many, and leave their place to them.
    private String joining(String ahead) {
        return """
        IF to_regclass('%1$s') IS NOT NULL THEN
          ALTER TABLE %2$s DETACH PARTITION %1$s;
          EXECUTE (SELECT format('INSERT INTO %3$s (%%1$s) SELECT %%1$s FROM %1$s',
                                 string_agg(quote_ident(attname), ', ' ORDER BY attnum))
                   FROM pg_attribute
                   WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND NOT attisdropped
                     AND attgenerated = '');
          DROP TABLE %1$s;
        END IF;
        """
                .formatted(ahead, target, name);
    }
}
