package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The acceptance check of O1: the indexes of a table in use, built anew while others write. */
class ConcurrentIndexesIT {

    // Integrity first, then filters, then search.
    private static final String INDEXES =
            """
            SELECT pg_get_indexdef(i.indexrelid)
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_am m ON m.oid = c.relam
            WHERE i.indrelid = 'candidates'::regclass
              AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
            ORDER BY i.indisunique DESC, m.amname <> 'btree', c.relname
            """;

    private static final String NAMES =
            """
            SELECT indexrelid::regclass || ' ' || (indisvalid AND indisready)
            FROM pg_index
            WHERE indrelid = 'candidates'::regclass
            ORDER BY 1
            """;

    private static TestDatabase database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void fill() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql(
                        """
                        INSERT INTO candidates (email, full_name)
                        SELECT 'before' || i || '@example.org', 'B' FROM generate_series(1, 2000) i
                        """)
                .update();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void o1_inserts_succeed_while_indexes_are_built_and_all_are_valid_at_the_end()
            throws Exception {
        List<String> definitions = jdbc.sql(INDEXES).query(String.class).list();
        List<String> before = jdbc.sql(NAMES).query(String.class).list();
        assertThat(definitions).hasSizeGreaterThan(4);
        definitions.forEach(definition ->
                jdbc.sql("DROP INDEX " + definition.replaceAll(".* INDEX (\\w+) ON .*", "$1"))
                        .update());
        AtomicInteger written = new AtomicInteger();
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Boolean> writer = new FutureTask<>(() -> write(written, isOver));
        Thread.ofPlatform().name("writer").start(writer);

        try {
            for (String definition : definitions) {
                int already = written.get();
                build(definition);
                Waiting.until(
                        "somebody wrote during or after " + definition,
                        () -> writer.isDone() || written.get() > already);
            }
        } finally {
            isOver.set(true);
        }

        assertThat(writer.get()).isTrue();
        assertThat(jdbc.sql(NAMES).query(String.class).list())
                .isEqualTo(before)
                .allMatch(index -> index.endsWith(" true"));
        assertThat(jdbc.sql("SELECT count(*) FROM candidates").query(Integer.class).single())
                .isEqualTo(2000 + written.get());
    }

    private static void build(String definition) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(definition.replace(" INDEX ", " INDEX CONCURRENTLY "));
        }
    }

    /** Fails at the first row that has to wait for longer than 200 ms. */
    private static boolean write(AtomicInteger written, AtomicBoolean isOver) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '200ms'");
            while (!isOver.get()) {
                int number = written.get() + 1;
                statement.execute(
                        "INSERT INTO candidates (email, full_name) VALUES ('during"
                                + number
                                + "@example.org', 'D')");
                written.set(number);
            }
            return true;
        }
    }
}
