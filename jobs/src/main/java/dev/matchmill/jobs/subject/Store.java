package dev.matchmill.jobs.subject;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of the inventory: a table, and how its rows belong to a person.
 *
 * @param schema of the table
 * @param table its name; a partitioned table stands for its partitions
 * @param rows SQL condition over the table under the alias {@code t}, with the subject's named
 *     parameters
 * @param set columns that get another value than their classification says, or any at all; SQL
 *     expressions that change nothing the second time
 * @param delete whether the rows go although no column's classification says so
 */
public record Store(
        String schema, String table, String rows, Map<String, String> set, boolean delete) {

    public Store {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    /** Schema and table, as {@code public.candidates}. */
    public String name() {
        return schema + "." + table;
    }
}
