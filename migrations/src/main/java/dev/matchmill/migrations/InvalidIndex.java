package dev.matchmill.migrations;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * An index that an interrupted build left: it costs on each write and serves no query.
 *
 * @param schema of its table
 * @param table with its schema
 * @param columns of the index, as SQL
 * @param predicate of a partial index, as SQL; empty for all rows
 * @param partitioned whether it is the index of a partitioned table, valid only when each partition
 *     has its own
 */
record InvalidIndex(
        String schema,
        String name,
        String table,
        String columns,
        String predicate,
        boolean partitioned) {

    /** PostgreSQL's names of the two copies that REINDEX CONCURRENTLY works with. */
    private static final Pattern COPY = Pattern.compile("_cc(new|old)\\d*$");

    String qualified() {
        return schema + "." + name;
    }

    /**
     * What to do about it.
     *
     * @param pending names of the indexes that scripts will build which have not run
     */
    Repair repair(Set<String> pending) {
        if (COPY.matcher(name).find()) {
            return new Repair(
                    Repair.Action.DROP_INDEX, qualified(), "left by an interrupted REINDEX");
        }
        return pending.contains(name)
                ? new Repair(
                        Repair.Action.DROP_INDEX,
                        qualified(),
                        "its build was interrupted; its migration builds it anew")
                : new Repair(Repair.Action.REBUILD_INDEX, qualified(), "its build was interrupted");
    }

    /** The sentence for rows that a unique index can't hold. */
    String duplicates() {
        return "Unique index "
                + qualified()
                + " cannot be built, because rows of "
                + table
                + " are equal in ("
                + columns
                + "). Find them with SELECT "
                + columns
                + ", count(*) FROM "
                + table
                + (predicate.isEmpty() ? "" : " WHERE " + predicate)
                + " GROUP BY "
                + columns
                + " HAVING count(*) > 1; merge or delete them, then run ./matchmill migrate again.";
    }

    /** The sentence for the index of a partitioned table, which no single command repairs. */
    String partitions() {
        return "Index "
                + qualified()
                + " of the partitioned table "
                + table
                + " is invalid: not each partition has its part. Build what is missing with CREATE"
                + " INDEX CONCURRENTLY on the partition and ALTER INDEX "
                + qualified()
                + " ATTACH PARTITION, or drop it and migrate again.";
    }
}
