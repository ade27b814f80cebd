package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows whose foreign key finds nothing, looked for by each foreign key's own definition. */
public final class Orphans {

    // A query for each foreign key; a key with a null column refers to nothing (MATCH SIMPLE).
    private static final String QUERIES =
            """
            SELECT con.conrelid::regclass || ' ' || con.conname,
                   format('SELECT count(*) FROM %s c WHERE (%s) AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s)',
                          con.conrelid::regclass,
                          string_agg(format('c.%I IS NOT NULL', f.attname), ' AND '),
                          con.confrelid::regclass,
                          string_agg(format('p.%I = c.%I', t.attname, f.attname), ' AND '))
            FROM pg_constraint con
            CROSS JOIN LATERAL unnest(con.conkey, con.confkey) AS k (here, there)
            JOIN pg_attribute f ON f.attrelid = con.conrelid AND f.attnum = k.here
            JOIN pg_attribute t ON t.attrelid = con.confrelid AND t.attnum = k.there
            WHERE con.contype = 'f'
              AND con.conparentid = 0
            GROUP BY con.oid
            ORDER BY 1
            """;

    private Orphans() {}

    /** How many orphans each foreign key of the database has; keys without any are left out. */
    public static Map<String, Long> in(Connection connection) throws SQLException {
        Map<String, Long> orphans = new LinkedHashMap<>();
        for (Map.Entry<String, String> query : queries(connection).entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query.getValue())) {
                row.next();
                if (row.getLong(1) > 0) {
                    orphans.put(query.getKey(), row.getLong(1));
                }
            }
        }
        return orphans;
    }

    private static Map<String, String> queries(Connection connection) throws SQLException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERIES)) {
            while (rows.next()) {
                queries.put(rows.getString(1), rows.getString(2));
            }
        }
        return queries;
    }
}
