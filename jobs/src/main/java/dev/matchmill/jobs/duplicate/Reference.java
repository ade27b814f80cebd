package dev.matchmill.jobs.duplicate;

import java.util.List;
import java.util.Map;

/**
 * One column that refers to a candidate, and what a merge does about it.
 *
 * @param table with its schema
 * @param key columns that find a row of one candidate again; all of type bigint
 * @param unless SQL condition over the table t: rows that cannot follow; "false" where all can
 * @param set further columns that change, in SQL
 * @param columns what is copied
 */
record Reference(
        String table,
        String column,
        Treatment treatment,
        List<String> key,
        String unless,
        Map<String, String> set,
        List<String> columns) {

    /** What becomes of the rows. */
    enum Treatment {
        MOVES,
        COPIES,
        STAYS,
        PROFILE
    }

    Reference {
        key = List.copyOf(key);
        set = Map.copyOf(set);
        columns = List.copyOf(columns);
    }

    /** As the list names it. */
    String name() {
        return table + "." + column;
    }
}
