package dev.matchmill.jobs.keys;

import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables with encrypted columns, read from the catalogue: columns that are classified as
 * encrypted by field and whose name ends in {@code _enc}, and beside them the reference to the key.
 */
public final class EncryptedTables {

    private static final String TABLES =
            """
            SELECT format('%I.%I', d.schema_name, d.table_name) AS name,
                   array_agg(quote_ident(d.column_name) ORDER BY d.column_name) AS columns,
                   (SELECT array_agg(quote_ident(a.attname))
                    FROM pg_constraint f
                    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
                    WHERE f.conrelid = t.oid
                      AND f.contype = 'f'
                      AND f.confrelid = 'compliance.encryption_keys'::regclass) AS key_columns,
                   (SELECT array_agg(quote_ident(a.attname))
                    FROM pg_constraint p
                    JOIN pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = ANY (p.conkey)
                    WHERE p.conrelid = t.oid
                      AND p.contype = 'p'
                      AND a.atttypid = 'bigint'::regtype) AS id_columns
            FROM compliance.data_classifications d
            JOIN pg_namespace n ON n.nspname = d.schema_name
            JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = d.table_name
            WHERE d.encryption = 'field_level'
              AND d.column_name LIKE '%\\_enc'
            GROUP BY d.schema_name, d.table_name, t.oid
            ORDER BY d.schema_name, d.table_name
            """;

    private EncryptedTables() {}

    /**
     * All of them, by name.
     *
     * @throws IllegalStateException when a table lacks one reference to a key or one numeric id
     */
    public static List<EncryptedTable> read(JdbcClient jdbc) {
        return jdbc.sql(TABLES)
                .query((row, _) ->
                        new EncryptedTable(
                                row.getString("name"),
                                only(row.getArray("id_columns"), row.getString("name")),
                                only(row.getArray("key_columns"), row.getString("name")),
                                texts(row.getArray("columns"))))
                .list();
    }

    private static String only(@Nullable Array names, String table) throws SQLException {
        List<String> texts = names == null ? List.of() : texts(names);
        if (texts.size() != 1) {
            throw new IllegalStateException(
                    table
                            + " has encrypted columns and needs one numeric id and one reference to"
                            + " compliance.encryption_keys, not "
                            + texts);
        }
        return texts.getFirst();
    }

    private static List<String> texts(Array names) throws SQLException {
        return List.of((String[]) names.getArray());
    }
}
