package dev.matchmill.jobs.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that move rows of one kind to the archive. The move is one statement: what {@code
 * DELETE} returns, newest version, is what the payload holds, so that nothing written meanwhile is
 * lost. What is only derived goes by its foreign key. Whatever could still be added below the rows
 * is kept out by locks taken before.
 *
 * <p>The payload: {@code tables}, for each table its rows (all but generated columns) in the order
 * of jsonb, and {@code links}, for each {@code table.column} the primary keys of the rows that
 * stayed and named this one. Instants are written in UTC.
 */
record MoveStatement(Aggregate aggregate) {

    /** Locks rows that others hang on, below {@code :ids}; run in this order. */
    List<String> locks() {
        List<String> locks = new ArrayList<>();
        for (String table : aggregate.stems()) {
            locks.add(
                    "SELECT 1 FROM %s t%s WHERE %s ORDER BY %s FOR UPDATE OF t"
                            .formatted(
                                    table,
                                    sources(table, ""),
                                    conditions(table, "= ANY (:ids)"),
                                    TableShape.list(
                                            "t", aggregate.catalogue().table(table).key())));
        }
        return locks;
    }

    /**
     * Moves {@code :ids} with {@code :fingerprints} (hexadecimal, or empty) as of {@code :now} and
     * schema {@code :version}; rows that must stay are left alone.
     */
    String move() {
        List<String> parts = new ArrayList<>();
        parts.add(moving());
        List<String> tables = aggregate.tables();
        for (int i = 0; i < tables.size(); i++) {
            parts.add(taken(i, tables.get(i)));
        }
        parts.add(gathered("tables", rows(tables)));
        parts.add(gathered("links", links()));
        parts.add(
                """
                payloads AS MATERIALIZED (
                SELECT t.root, jsonb_build_object('tables', t.tables,
                       'links', coalesce(l.links, '{}'::jsonb)) AS payload
                FROM tables t LEFT JOIN links l ON l.root = t.root)\
                """);
        return "WITH " + String.join(",\n", parts) + "\n" + aggregate.root().insert();
    }

    private String moving() {
        String guarded =
                aggregate.guards().stream()
                        .filter(key -> key.target().equals(aggregate.root().table()))
                        .map(key -> " AND " + isFree(key, "m.id"))
                        .collect(Collectors.joining());
        return """
        moving AS MATERIALIZED (
        SELECT m.id, decode(nullif(m.fingerprint, ''), 'hex') AS fingerprint
        FROM unnest(CAST(:ids AS bigint[]), CAST(:fingerprints AS text[])) AS m (id, fingerprint)
        WHERE true%s)\
        """
                .formatted(guarded);
    }

    /** The condition that no row keeps the one of that id. */
    static String isFree(ForeignKey guard, String id) {
        return "NOT EXISTS (SELECT 1 FROM %s g WHERE g.%s = %s)"
                .formatted(guard.table(), guard.columnOf("id"), id);
    }

    private String taken(int number, String table) {
        TableShape shape = aggregate.catalogue().table(table);
        String more = number == 0 ? ", m.fingerprint, t AS copy" : "";
        return "t%d AS (DELETE FROM %s t USING moving m%s WHERE %s RETURNING m.id AS root, %s AS content%s)"
                .formatted(
                        number,
                        table,
                        sources(table, ", "),
                        conditions(table, "= m.id"),
                        content(shape),
                        more);
    }

    // Tables between this one and the root: p1 is what it hangs on, p2 what that hangs on.
    private String sources(String table, String separator) {
        List<ForeignKey> way = aggregate.way(table);
        StringBuilder sources = new StringBuilder();
        for (int i = 0; i < way.size() - 1; i++) {
            sources.append(separator.isEmpty() ? ", " : separator)
                    .append(way.get(i).target())
                    .append(" p")
                    .append(i + 1);
        }
        return sources.toString();
    }

    private String conditions(String table, String isRoot) {
        List<ForeignKey> way = aggregate.way(table);
        if (way.isEmpty()) {
            return "t.id " + isRoot;
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < way.size() - 1; i++) {
            conditions.add(way.get(i).joins(alias(i), alias(i + 1)));
        }
        ForeignKey last = way.getLast();
        conditions.add(alias(way.size() - 1) + "." + last.columnOf("id") + " " + isRoot);
        return String.join(" AND ", conditions);
    }

    private static String alias(int place) {
        return place == 0 ? "t" : "p" + place;
    }

    static String content(TableShape shape) {
        String all = "to_jsonb(t)";
        return shape.generated().isEmpty()
                ? all
                : all + " - CAST('{" + String.join(",", shape.generated()) + "}' AS text[])";
    }

    private String rows(List<String> tables) {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            selects.add(
                    "SELECT root, '%s' AS name, content FROM t%d"
                            .formatted(aggregate.catalogue().table(tables.get(i)).label(), i));
        }
        return String.join("\nUNION ALL ", selects);
    }

    private String links() {
        List<String> selects = new ArrayList<>();
        for (ForeignKey key : aggregate.links()) {
            TableShape shape = aggregate.catalogue().table(key.table());
            String pairs =
                    shape.key().stream()
                            .map(column -> "'" + column + "', l." + TableShape.quoted(column))
                            .collect(Collectors.joining(", "));
            String column = key.columnOf("id");
            selects.add(
                    "SELECT m.id AS root, '%s.%s' AS name, jsonb_build_object(%s) AS content FROM %s l JOIN moving m ON l.%s = m.id"
                            .formatted(shape.label(), column, pairs, key.table(), column));
        }
        return selects.isEmpty()
                ? "SELECT NULL::bigint AS root, '' AS name, NULL::jsonb AS content WHERE false"
                : String.join("\nUNION ALL ", selects);
    }

    private static String gathered(String name, String selects) {
        return """
        %1$s AS (
        SELECT g.root, jsonb_object_agg(g.name, g.contents) AS %1$s
        FROM (SELECT s.root, s.name, jsonb_agg(s.content ORDER BY s.content) AS contents
              FROM (%2$s) s GROUP BY s.root, s.name) g
        GROUP BY g.root)\
        """
                .formatted(name, selects);
    }
}
