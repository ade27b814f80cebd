package dev.matchmill.migrations.pattern;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Runs statements and says how: one connection, without JIT, closed at the end. */
public final class Explain implements AutoCloseable {

    private static final String EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT XML) ";

    private static final String WITHOUT_INDEXES =
            "SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan ="
                    + " off";
    private static final String WITH_INDEXES =
            "RESET enable_indexscan; RESET enable_indexonlyscan; RESET enable_bitmapscan";

    private static final String PARENTS =
            """
            WITH RECURSIVE family AS (
                SELECT oid, relname, relname AS ancestor, oid AS at
                FROM pg_class
                WHERE relname = ANY(:names) AND relkind IN ('i', 'I')
                UNION ALL
                SELECT f.oid, f.relname, p.relname, p.oid
                FROM family f
                JOIN pg_inherits i ON i.inhrelid = f.at
                JOIN pg_class p ON p.oid = i.inhparent
            )
            SELECT DISTINCT ancestor FROM family
            """;

    private final SingleConnectionDataSource session;
    private final JdbcClient jdbc;

    public Explain(DataSource dataSource) throws SQLException {
        session = new SingleConnectionDataSource(dataSource.getConnection(), true);
        jdbc = JdbcClient.create(session);
        // A preloaded library has to be used once before its settings can be made.
        jdbc.sql("SELECT vector_dims('[1]'::vector)").query().singleRow();
        command("SET jit = off; SET hnsw.ef_search = 100");
    }

    /** The plan for these very values. */
    public Plan run(QueryPattern pattern, Map<String, ? extends @Nullable Object> parameters) {
        return run(pattern.sql(), parameters);
    }

    /** The plan of any statement. */
    public Plan run(String sql, Map<String, ? extends @Nullable Object> parameters) {
        return Plan.of(jdbc.sql(EXPLAIN + sql).params(parameters).query(String.class).single());
    }

    /** The plan when no index may be used. */
    public Plan runWithoutIndexes(
            QueryPattern pattern, Map<String, ? extends @Nullable Object> parameters) {
        command(WITHOUT_INDEXES);
        try {
            return run(pattern, parameters);
        } finally {
            command(WITH_INDEXES);
        }
    }

    /** The plan that serves any values: what a driver gets that prepares statements. */
    public Plan runGeneric(
            QueryPattern pattern, Map<String, ? extends @Nullable Object> parameters) {
        List<String> names = pattern.parameters();
        String types =
                String.join(", ", names.stream().map(n -> type(value(parameters, n))).toList());
        String values =
                String.join(", ", names.stream().map(n -> literal(value(parameters, n))).toList());
        boolean any = !names.isEmpty();
        command("SET plan_cache_mode = force_generic_plan");
        command(
                "PREPARE any_values"
                        + (any ? "(" + types + ")" : "")
                        + " AS "
                        + pattern.numbered());
        try {
            return run("EXECUTE any_values" + (any ? "(" + values + ")" : ""), Map.of());
        } finally {
            command("DEALLOCATE any_values; RESET plan_cache_mode");
        }
    }

    /** The indexes of a plan and, for those of partitions, their parents. */
    public List<String> indexes(Plan plan) {
        return jdbc.sql(PARENTS)
                .param("names", plan.indexes().toArray(String[]::new))
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        session.destroy();
    }

    private static Object value(Map<String, ? extends @Nullable Object> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    private static String type(Object value) {
        return switch (value) {
            case Number _ -> "bigint";
            case java.util.Date _ -> "timestamptz";
            default -> "varchar";
        };
    }

    private static String literal(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    private void command(String sql) {
        try (Connection connection = session.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
