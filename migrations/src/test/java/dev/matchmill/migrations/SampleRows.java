package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One valid row of every table, from rows.sql: filled in every column that the constraints let be
 * filled at once, with ids far above those that a sequence gives.
 */
public final class SampleRows {

    private static final Pattern INSERT = Pattern.compile("(?s)\\A.*?INSERT INTO ([a-z_.]+) .*");
    private static final String KEY =
            """
            SELECT jsonb_object_agg(a.attname, CAST(? AS jsonb) -> a.attname)
            FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = CAST(? AS regclass)
              AND i.indisprimary
            """;

    private final Map<String, String> keys = new LinkedHashMap<>();

    private SampleRows() {}

    /**
     * Inserts the rows in the order of the foreign keys, in the connection's transaction; once for
     * a database.
     */
    public static SampleRows insert(Connection connection) throws SQLException {
        SampleRows rows = new SampleRows();
        try (Statement statement = connection.createStatement()) {
            for (String command : script().split(";\n", -1)) {
                Matcher insert = INSERT.matcher(command);
                if (insert.matches()) {
                    rows.insert(statement, command, insert.group(1));
                } else {
                    statement.execute(command);
                }
            }
        }
        return rows;
    }

    /** The tables with their schema, in the order of insertion. */
    public Iterable<String> tables() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /** Whether the table, named with its schema, has a row. */
    public boolean has(String table) {
        return keys.containsKey(table);
    }

    /** An SQL condition that is true for the table's row alone; the table's alias is t. */
    public String condition(String table) {
        String key = Objects.requireNonNull(keys.get(table), "no row of " + table);
        return "to_jsonb(t) @> '" + key.replace("'", "''") + "'";
    }

    private void insert(Statement statement, String command, String table) throws SQLException {
        String name = table.substring(table.indexOf('.') + 1);
        String row = "";
        try (ResultSet rows =
                statement.executeQuery(command + " RETURNING to_jsonb(" + name + ")")) {
            while (rows.next()) {
                row = rows.getString(1);
            }
        }
        try (PreparedStatement key = statement.getConnection().prepareStatement(KEY)) {
            key.setString(1, row);
            key.setString(2, table);
            try (ResultSet keyed = key.executeQuery()) {
                keyed.next();
                keys.put(table, keyed.getString(1));
            }
        }
    }

    private static String script() {
        try (InputStream in =
                Objects.requireNonNull(SampleRows.class.getResourceAsStream("rows.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
