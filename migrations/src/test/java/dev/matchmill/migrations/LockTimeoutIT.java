package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Migrations behind a transaction that somebody holds open. */
class LockTimeoutIT {

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private TestDatabase database;
    private JdbcClient jdbc;
    private Connection held;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        held = database.address().unpooled().getConnection();
        held.setAutoCommit(false);
    }

    @AfterEach
    void drop() throws SQLException {
        held.close();
        database.close();
    }

    @Test
    void a_migration_gives_up_after_its_lock_timeout_and_says_who_holds_the_table()
            throws Exception {
        int holder = hold("LOCK TABLE candidates IN ACCESS SHARE MODE /* ada@example.org */");
        long started = System.nanoTime();

        MigrationBlockedException blocked = blockedBy("classpath:db/blocked");

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isLessThan(Duration.ofSeconds(20));
        assertThat(blocked)
                .hasMessageStartingWith(
                        "Migration V960__blocked_column.sql waited 1.5 s for candidates, held by"
                                + " process "
                                + holder
                                + " (batch-test, user ")
                .hasMessageContaining("idle in transaction since 20")
                .hasMessageContaining("Nothing of it is left")
                .hasMessageContaining("SELECT pg_terminate_backend(" + holder + ")")
                .hasMessageNotContaining("ada@example.org");
        assertThat(told)
                .anyMatch(line -> line.startsWith("waiting for candidates, held by process"));
        assertNothingOf("V960");

        held.rollback();

        assertThat(migrator("classpath:db/blocked").migrate()).isEqualTo(1);
        assertThat(column()).isEqualTo(1);
    }

    @Test
    void a_concurrent_build_gives_up_on_older_transactions_and_leaves_nothing() throws Exception {
        jdbc.sql("CREATE TABLE practice_rows AS SELECT g AS number FROM generate_series(1, 9) AS g")
                .update();
        jdbc.sql("CREATE TABLE other_rows (id int)").update();
        held.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        int holder = hold("SELECT count(*) FROM other_rows");

        MigrationBlockedException blocked = blockedBy("classpath:db/blocked-build");

        assertThat(blocked)
                .hasMessageContaining("V961__blocked_build.sql")
                .hasMessageContaining("the end of older transactions, held by process " + holder)
                .hasMessageContaining("Nothing of it is left");
        assertNothingOf("V961");
        assertThat(migrator("classpath:db/blocked-build").invalidIndexes()).isEmpty();

        held.rollback();

        assertThat(migrator("classpath:db/blocked-build").migrate()).isEqualTo(1);
    }

    @Test
    void a_program_that_waits_for_the_migration_of_another_says_so() throws Exception {
        int holder =
                hold(
                        "SELECT pg_advisory_lock("
                                + (77431708279161L
                                        + "\"public\".\"flyway_schema_history\"".hashCode())
                                + ")");
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(migrator("classpath:db/blocked")::migrate);

        Waiting.until("the wait is told", () -> !told.isEmpty());
        assertThat(told.getFirst())
                .startsWith(
                        "waiting for another migration of this database, held by process "
                                + holder);
        assertThat(waiting).isNotDone();
        held.close();

        assertThat(waiting.join()).isEqualTo(1);
    }

    @Test
    void two_repairs_take_turns() throws Exception {
        hold("SELECT pg_advisory_lock(hashtextextended('matchmill:repair', 0))");
        CompletableFuture<MigrationSteps> waiting =
                CompletableFuture.supplyAsync(migrator("classpath:db/blocked")::repairAndMigrate);

        Waiting.until("the wait is told", () -> !told.isEmpty());
        assertThat(told.getFirst()).contains("another ./matchmill migrate");
        assertThat(column()).isZero();
        held.close();

        assertThat(waiting.join().migrations()).hasSize(1);
    }

    private MigrationBlockedException blockedBy(String location) {
        MigrationBlockedException blocked =
                catchThrowableOfType(
                        MigrationBlockedException.class, () -> migrator(location).migrate());
        assertThat(blocked).isNotNull();
        return blocked;
    }

    private void assertNothingOf(String script) {
        assertThat(column()).isZero();
        assertThat(
                        jdbc.sql(
                                        "SELECT count(*) FROM flyway_schema_history WHERE script"
                                                + " LIKE :script || '%'")
                                .param("script", script)
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    private int column() {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM pg_attribute
                        WHERE attrelid = 'candidates'::regclass AND attname = 'example_note'
                        """)
                .query(Integer.class)
                .single();
    }

    // Runs it in the open transaction and returns the server's process.
    private int hold(String sql) throws SQLException {
        try (Statement statement = held.createStatement()) {
            statement.execute("SET application_name = 'batch-test'");
            statement.execute(sql);
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private DatabaseMigrator migrator(String location) {
        return new DatabaseMigrator(
                database.address(),
                new MigrationOptions(
                        false,
                        Duration.ofMillis(1500),
                        told::add,
                        List.of("classpath:db/migration", location)));
    }
}
