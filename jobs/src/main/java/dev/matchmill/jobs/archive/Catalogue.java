package dev.matchmill.jobs.archive;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables and foreign keys of the database as they are now, so that a table that a migration
 * adds below an application is archived with it.
 */
record Catalogue(Map<String, TableShape> tables, List<ForeignKey> keys) {

    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name,
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                           AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                           AND a.attgenerated <> '' ORDER BY a.attnum) AS generated,
                   ARRAY(SELECT a.attname::text
                         FROM pg_index i
                         CROSS JOIN LATERAL unnest(CAST(i.indkey AS int2[]))
                             WITH ORDINALITY AS k (number, place)
                         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                         WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place) AS key
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive')
            ORDER BY 1
            """;

    // A partition's copy of its parent's key is left out: conparentid.
    private static final String KEYS =
            """
            SELECT format('%I.%I', hn.nspname, h.relname) AS here,
                   ARRAY(SELECT a.attname::text
                         FROM unnest(con.conkey) WITH ORDINALITY AS k (number, place)
                         JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number
                         ORDER BY k.place) AS columns,
                   format('%I.%I', tn.nspname, t.relname) AS target,
                   ARRAY(SELECT a.attname::text
                         FROM unnest(con.confkey) WITH ORDINALITY AS k (number, place)
                         JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.number
                         ORDER BY k.place) AS target_columns,
                   con.confdeltype::text AS on_delete
            FROM pg_constraint con
            JOIN pg_class h ON h.oid = con.conrelid
            JOIN pg_namespace hn ON hn.oid = h.relnamespace
            JOIN pg_class t ON t.oid = con.confrelid
            JOIN pg_namespace tn ON tn.oid = t.relnamespace
            WHERE con.contype = 'f'
              AND con.conparentid = 0
            ORDER BY 1, con.conname
            """;

    Catalogue {
        tables = Map.copyOf(tables);
        keys = List.copyOf(keys);
    }

    static Catalogue read(JdbcClient jdbc) {
        Map<String, TableShape> tables = new LinkedHashMap<>();
        jdbc.sql(TABLES)
                .query((row, _) ->
                        new TableShape(
                                row.getString("name"),
                                texts(row, "columns"),
                                texts(row, "generated"),
                                texts(row, "key")))
                .list()
                .forEach(table -> tables.put(table.name(), table));
        List<ForeignKey> keys =
                jdbc.sql(KEYS)
                        .query((row, _) ->
                                new ForeignKey(
                                        row.getString("here"),
                                        texts(row, "columns"),
                                        row.getString("target"),
                                        texts(row, "target_columns"),
                                        OnDelete.of(row.getString("on_delete"))))
                        .list();
        return new Catalogue(tables, keys);
    }

    TableShape table(String name) {
        TableShape table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("there is no table " + name);
        }
        return table;
    }

    /** Keys that refer to the table. */
    List<ForeignKey> into(String target) {
        return keys.stream().filter(key -> key.target().equals(target)).toList();
    }

    /** Keys by which the table refers to others. */
    List<ForeignKey> outOf(String table) {
        return keys.stream().filter(key -> key.table().equals(table)).toList();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
