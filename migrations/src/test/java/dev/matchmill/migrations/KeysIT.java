package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each key, foreign key and NOT NULL refuses what it must, tried on the sample row of its table
 * while the other constraints of the table are away. The catalogue says what there is: a new
 * constraint needs no case.
 */
class KeysIT {

    private static final Map<String, String> QUERIES = SqlSection.byTitle(KeysIT.class, "keys.sql");

    // What must hold before a key can refuse anything.
    private static final Map<String, String> BEFORE =
            Map.of(
                    "uq_match_generations_building",
                    "UPDATE pipeline.match_generations SET status = 'building' WHERE id = 900001",
                    "embeddings_embedding_model_id_fkey",
                    "SELECT create_embedding_partitions(-1)");

    private static TestDatabase database;
    private static Connection connection;
    private static SampleRows rows;

    private record Key(String owner, String name, String columns, String others) {}

    @BeforeAll
    static void create() throws SQLException {
        database = TestDatabase.create();
        connection = database.address().unpooled().getConnection();
        connection.setAutoCommit(false);
        rows = SampleRows.insert(connection);
        connection.commit();
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void every_table_has_a_sample_row() {
        List<String> tables =
                JdbcClient.create(database.dataSource())
                        .sql(query("tables"))
                        .query(String.class)
                        .list();

        assertThat(rows.tables()).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void sample_rows_leave_no_orphan() throws SQLException {
        assertThat(Orphans.in(connection)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_unique_key_alone_refuses_the_same_row_again() {
        return tests(
                "unique keys",
                key -> {
                    prepare(key);
                    String again =
                            "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %1$s t WHERE %3$s"
                                    .formatted(
                                            key.owner(),
                                            key.columns(),
                                            rows.condition(key.owner()));

                    Trial trial = Trial.of(connection, again);

                    assertThat(trial.sqlState()).isEqualTo("23505");
                    assertThat(root(trial.object())).isEqualTo(key.name());
                });
    }

    @TestFactory
    Stream<DynamicTest> a_foreign_key_alone_refuses_what_does_not_exist() {
        return tests(
                "foreign keys",
                key -> {
                    prepare(key);

                    assertThat(Trial.of(connection, update(key)))
                            .isEqualTo(new Trial("23503", key.name(), -1));
                });
    }

    @TestFactory
    Stream<DynamicTest> a_mandatory_column_refuses_null() {
        return tests(
                "mandatory columns",
                key -> {
                    prepare(key);

                    assertThat(Trial.of(connection, update(key)))
                            .isEqualTo(new Trial("23502", key.name(), -1));
                });
    }

    private interface Proof {
        void of(Key key) throws SQLException;
    }

    private static Stream<DynamicTest> tests(String kind, Proof proof) {
        List<Key> keys =
                JdbcClient.create(database.dataSource())
                        .sql(query(kind))
                        .query((row, _) ->
                                new Key(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                        .list();
        assertThat(keys).hasSizeGreaterThan(100);
        return keys.stream()
                .map(key ->
                        dynamicTest(
                                key.owner() + " " + key.name(),
                                () -> {
                                    try {
                                        proof.of(key);
                                    } finally {
                                        connection.rollback();
                                    }
                                }));
    }

    private static void prepare(Key key) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + key.owner() + " DISABLE TRIGGER USER");
            statement.execute(BEFORE.getOrDefault(key.name(), ""));
            statement.execute(key.others());
        }
    }

    // Only sample rows are in the partitions that have keys of their own.
    private static String update(Key key) {
        return "UPDATE %s AS t SET %s WHERE %s"
                .formatted(
                        key.owner(),
                        key.columns(),
                        rows.has(key.owner()) ? rows.condition(key.owner()) : "TRUE");
    }

    /** The name of the key that a partition's key is part of. */
    private static String root(String index) {
        return JdbcClient.create(database.dataSource())
                .sql(query("root of an index"))
                .param("index", index)
                .query(String.class)
                .single();
    }

    private static String query(String title) {
        return Objects.requireNonNull(QUERIES.get(title), title);
    }
}
