package dev.matchmill.jobs.duplicate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Does one merge's changes, each together with the rows that record it, in the transaction in
 * progress. Names of tables and columns are the program's own.
 */
final class MergeRecord {

    private static final String INSERT =
            """
            INSERT INTO pipeline.candidate_merge_changes
                (merge_id, step_no, table_name, kind, row_key, before_values, after_values)
            """;

    private final JdbcClient jdbc;
    private final long merge;
    private final long survivor;
    private final long merged;
    private int step;

    MergeRecord(JdbcClient jdbc, long merge, long survivor, long merged) {
        this.jdbc = jdbc;
        this.merge = merge;
        this.survivor = survivor;
        this.merged = merged;
    }

    /** Rows follow to the survivor; those that cannot are recorded as kept. */
    int move(Reference reference) {
        Map<String, String> set = new LinkedHashMap<>(reference.set());
        set.put(reference.column(), ":survivor");
        String mine = "t." + reference.column() + " = :merged";
        run(
                INSERT
                        + "SELECT :merge, :step, :table, 'kept', "
                        + key("t", reference.key())
                        + ", '{}', '{}' FROM "
                        + reference.table()
                        + " t WHERE "
                        + mine
                        + " AND ("
                        + reference.unless()
                        + ")",
                reference.table());
        return run(
                update(
                        reference.table(),
                        reference.key(),
                        set,
                        "",
                        mine + " AND (" + reference.unless() + ") IS NOT TRUE",
                        "moved"),
                reference.table());
    }

    /** The survivor gets copies of rows. */
    int copy(Reference reference) {
        String columns = String.join(", ", reference.columns());
        return run(
                "WITH n AS (INSERT INTO "
                        + reference.table()
                        + " ("
                        + reference.column()
                        + ", "
                        + columns
                        + ") SELECT :survivor, "
                        + columns
                        + " FROM "
                        + reference.table()
                        + " t WHERE t."
                        + reference.column()
                        + " = :merged AND ("
                        + reference.unless()
                        + ") IS NOT TRUE ORDER BY "
                        + reference.key().stream()
                                .map(it -> "t." + it)
                                .collect(Collectors.joining(", "))
                        + " RETURNING *)\n"
                        + INSERT
                        + "SELECT :merge, :step, :table, 'added', "
                        + key("n", reference.key())
                        + ", '{}', to_jsonb(n) - '{created_at,updated_at}'::text[] FROM n",
                reference.table());
    }

    /**
     * Columns of rows get other values; what stays the same is not recorded.
     *
     * @param from further tables, as {@code , candidates m}, or nothing
     * @param rows condition over the table t
     */
    int change(String table, List<String> key, Map<String, String> set, String from, String rows) {
        return run(update(table, key, set, from, rows, "changed"), table);
    }

    /** One row is added, by a statement that returns it. */
    int add(String table, List<String> key, String insert) {
        return run(
                "WITH n AS ("
                        + insert
                        + " RETURNING *)\n"
                        + INSERT
                        + "SELECT :merge, :step, :table, 'added', "
                        + key("n", key)
                        + ", '{}', to_jsonb(n) - '{created_at,updated_at}'::text[] FROM n",
                table);
    }

    private static String update(
            String table,
            List<String> key,
            Map<String, String> set,
            String from,
            String rows,
            String kind) {
        List<String> columns = new ArrayList<>(set.keySet());
        columns.sort(null);
        String keys = key.stream().map(it -> "t." + it).collect(Collectors.joining(", "));
        String assignments =
                columns.stream()
                        .map(it -> it + " = " + set.get(it))
                        .collect(Collectors.joining(", "));
        String values =
                columns.stream()
                        .map(it -> "'" + it + "', t." + it)
                        .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
        // A moved row goes back as a whole; of a changed one only what was changed.
        String differs = kind.equals("moved") ? "true" : "o.v -> c IS DISTINCT FROM n.v -> c";
        return "WITH o AS (SELECT "
                + keys
                + ", "
                + values
                + " AS v FROM "
                + table
                + " t"
                + from
                + " WHERE "
                + rows
                + "), n AS (UPDATE "
                + table
                + " t SET "
                + assignments
                + (from.isEmpty() ? "" : " FROM " + from.replaceFirst(", ", ""))
                + " WHERE "
                + rows
                + " RETURNING "
                + keys
                + ", "
                + values
                + " AS v)\n"
                + INSERT
                + "SELECT :merge, :step, :table, '"
                + kind
                + "', "
                + key("n", key)
                + ", d.b, d.a FROM n JOIN o USING ("
                + String.join(", ", key)
                + ") CROSS JOIN LATERAL (SELECT jsonb_object_agg(c, o.v -> c) AS b,"
                + " jsonb_object_agg(c, n.v -> c) AS a FROM jsonb_object_keys(o.v) AS c WHERE "
                + differs
                + ") d WHERE d.b IS NOT NULL";
    }

    private static String key(String alias, List<String> columns) {
        return columns.stream()
                .map(it -> "'" + it + "', " + alias + "." + it)
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    private int run(String sql, String table) {
        step++;
        return jdbc.sql(sql)
                .param("merge", merge)
                .param("step", step)
                .param("table", table)
                .param("survivor", survivor)
                .param("merged", merged)
                .update();
    }
}
