package dev.matchmill.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements as ats_app for a tenant; 0 stands for none. Nothing of them stays. */
final class AppSession {

    private final TestDatabase database;
    private final JdbcClient owner;

    AppSession(TestDatabase database) {
        this.database = database;
        this.owner = JdbcClient.create(database.dataSource());
    }

    long count(long tenant, String table, String condition) {
        try {
            return countAfter(tenant, "SELECT 1", table, condition);
        } catch (SQLException e) {
            throw new AssertionError(table + ": " + e.getMessage(), e);
        }
    }

    /** Rows that the tenant sees once it has run a statement. */
    long countAfter(long tenant, String statement, String table, String condition)
            throws SQLException {
        try (Connection connection = open(tenant);
                Statement run = connection.createStatement()) {
            try {
                run.execute(statement);
                try (ResultSet row =
                        run.executeQuery(
                                "SELECT count(*) FROM %s t WHERE %s".formatted(table, condition))) {
                    row.next();
                    return row.getLong(1);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    /** Rows that a statement changes. */
    int update(long tenant, String statement) throws SQLException {
        return updateAfter(tenant, "SELECT 1", statement);
    }

    int updateAfter(long tenant, String before, String statement) throws SQLException {
        try (Connection connection = open(tenant);
                Statement run = connection.createStatement()) {
            try {
                run.execute(before);
                return run.executeUpdate(statement);
            } finally {
                connection.rollback();
            }
        }
    }

    boolean may(String table, String right) {
        return owner.sql("SELECT has_table_privilege('ats_app', :table, :right)")
                .param("table", table)
                .param("right", right)
                .query(Boolean.class)
                .single();
    }

    /** An INSERT of exactly this row. */
    String insertOf(String table, String json) {
        String columns =
                owner.sql(
                                """
                                SELECT string_agg(quote_ident(attname), ', ')
                                FROM pg_attribute
                                WHERE attrelid = CAST(:table AS regclass)
                                  AND attnum > 0 AND attgenerated = '' AND NOT attisdropped
                                """)
                        .param("table", table)
                        .query(String.class)
                        .single();
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, '%3$s')"
                .formatted(table, columns, json.replace("'", "''"));
    }

    String firstKeyColumn(String table) {
        return owner.sql(
                        """
                        SELECT a.attname
                        FROM pg_index i
                        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                        WHERE i.indrelid = CAST(:table AS regclass) AND i.indisprimary
                        """)
                .param("table", table)
                .query(String.class)
                .single();
    }

    /**
     * Columns that name a row of a tenant; not those that name a user, which shows nothing, nor
     * those within a table.
     */
    List<String> tenantReferences(String table) {
        return owner.sql(
                        """
                        SELECT DISTINCT a.attname
                        FROM pg_constraint f
                        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
                        WHERE f.conrelid = CAST(:table AS regclass)
                          AND f.contype = 'f'
                          AND f.confrelid <> f.conrelid
                          AND f.confrelid::regclass::text <> ALL (ops.shared_tables())
                          AND f.confrelid <> 'users'::regclass
                          AND f.confrelid::regclass::text NOT LIKE 'compliance.%'
                          AND f.confrelid::regclass::text NOT LIKE 'pipeline.%'
                          AND a.attname NOT LIKE 'grantee_%'
                        """)
                .param("table", table)
                .query(String.class)
                .list();
    }

    /**
     * Tables of schema public that neither policies keep apart, nor all tenants share, nor none
     * reads.
     */
    List<String> unprotected(TestDatabase where) {
        return JdbcClient.create(where.dataSource())
                .sql(
                        """
                        SELECT c.relname
                        FROM pg_class c
                        WHERE c.relnamespace = 'public'::regnamespace
                          AND c.relkind IN ('r', 'p')
                          AND NOT c.relispartition
                          AND c.relname <> ALL (ops.shared_tables() || 'flyway_schema_history'::text)
                          AND NOT (c.relrowsecurity
                                   AND EXISTS (SELECT 1 FROM pg_policy p
                                               WHERE p.polrelid = c.oid
                                                 AND 'ats_app'::regrole = ANY (p.polroles)))
                          AND c.relname NOT IN ('diversity_data', 'embeddings')
                        ORDER BY c.relname
                        """)
                .query(String.class)
                .list();
    }

    private Connection open(long tenant) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL ROLE ats_app; SELECT set_config('ats.organization_id', '%s', true)"
                            .formatted(tenant == 0 ? "" : tenant));
        }
        return connection;
    }
}
