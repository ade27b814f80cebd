package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two tenants that have one row each in every table of tenants: the sample rows, and copies of them
 * with ids, and whatever must be unique, of their own.
 */
final class TwoTenants {

    /** The id of every sample row is that of its tenant. */
    static final long FIRST = 900_001;

    static final long SECOND = 900_002;

    /** Shared by all tenants, or closed to them altogether. */
    private static final String TABLES =
            """
            SELECT n.nspname || '.' || c.relname
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND (n.nspname = 'public'
                       AND c.relname <> ALL (ops.shared_tables())
                       AND c.relname NOT IN ('flyway_schema_history', 'embeddings', 'diversity_data')
                   OR n.nspname || '.' || c.relname
                       IN ('pipeline.match_job_states', 'pipeline.match_results'))
            """;

    /** An INSERT of the second tenant's row: its keys are renumbered, its unique texts changed. */
    private static final String COPY =
            """
            SELECT format('INSERT INTO %s (%s) SELECT %s FROM %s t WHERE %s RETURNING to_jsonb(%s)',
                c.oid::regclass, string_agg(quote_ident(a.attname), ', '), string_agg(CASE
                    WHEN b.typname = 'int8' AND NOT EXISTS (
                        SELECT 1 FROM pg_constraint f
                        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.conkey[1] = a.attnum
                          AND f.confrelid::regclass::text <> ALL ('{tenant tables}'))
                        THEN format('CASE WHEN %1$I = 900001 THEN 900002 ELSE %1$I END', a.attname)
                    WHEN u.attnum IS NOT NULL AND d.typname IN ('text', 'email_address')
                        THEN format('''b-'' || %I', a.attname)
                    WHEN u.attnum IS NOT NULL AND b.typname = 'bytea'
                        THEN format('sha256(%I)', a.attname)
                    ELSE quote_ident(a.attname) END, ', '), c.oid::regclass, '{condition}', c.relname)
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attgenerated = ''
                AND NOT a.attisdropped
            JOIN pg_type d ON d.oid = a.atttypid
            JOIN pg_type b ON b.oid = coalesce(nullif(d.typbasetype, 0), d.oid)
            LEFT JOIN (SELECT DISTINCT i.indrelid, unnest(i.indkey::int[]) AS attnum
                       FROM pg_index i WHERE i.indisunique) u
                ON u.indrelid = c.oid AND u.attnum = a.attnum
            WHERE c.oid = '{table}'::regclass
            GROUP BY c.oid
            """;

    private static final String KEY =
            """
            SELECT jsonb_object_agg(a.attname, CAST('{row}' AS jsonb) -> a.attname)
            FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indrelid = '{table}'::regclass
              AND i.indisprimary
            """;

    private final Map<String, Row> first = new LinkedHashMap<>();
    private final Map<String, Row> second = new LinkedHashMap<>();

    /**
     * One row.
     *
     * @param json all its columns
     * @param condition true for it alone; the table's alias is t
     */
    record Row(String json, String condition) {}

    private TwoTenants() {}

    /** Inserts both, as the owner, in the connection's transaction. */
    static TwoTenants insert(Connection connection) throws SQLException {
        SampleRows rows = SampleRows.insert(connection);
        TwoTenants tenants = new TwoTenants();
        try (Statement statement = connection.createStatement()) {
            Set<String> tables = new TreeSet<>(texts(statement, TABLES));
            String names = "{" + String.join(",", tables).replace("public.", "") + "}";
            for (String table : rows.tables()) {
                if (tables.contains(table)) {
                    tenants.copy(statement, table, rows.condition(table), names);
                }
            }
            if (!tenants.first.keySet().equals(tables)) {
                tables.removeAll(tenants.first.keySet());
                throw new AssertionError("rows.sql has no row of " + tables);
            }
        }
        return tenants;
    }

    /** The tables of tenants, with their schema; new ones are among them unless declared shared. */
    Set<String> tables() {
        return first.keySet();
    }

    /** The row that a tenant has in a table. */
    Row of(long tenant, String table) {
        return Objects.requireNonNull((tenant == FIRST ? first : second).get(table));
    }

    private void copy(Statement statement, String table, String condition, String names)
            throws SQLException {
        first.put(
                table,
                row(
                        statement,
                        table,
                        texts(
                                        statement,
                                        "SELECT to_jsonb(t) FROM %s t WHERE %s"
                                                .formatted(table, condition))
                                .getFirst()));
        String copy =
                texts(
                                statement,
                                COPY.replace("{table}", table)
                                        .replace("{condition}", condition.replace("'", "''"))
                                        .replace("{tenant tables}", names))
                        .getFirst();
        second.put(table, row(statement, table, texts(statement, copy).getFirst()));
    }

    private static Row row(Statement statement, String table, String json) throws SQLException {
        String key =
                texts(
                                statement,
                                KEY.replace("{table}", table)
                                        .replace("{row}", json.replace("'", "''")))
                        .getFirst();
        return new Row(json, "to_jsonb(t) @> '" + key.replace("'", "''") + "'");
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
