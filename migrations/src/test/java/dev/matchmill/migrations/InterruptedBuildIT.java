package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Index builds of db/practice that are really cut off, on a table with rows. */
class InterruptedBuildIT {

    private static final String INDEX = "public.idx_practice_rows_number";
    private static final String STATE =
            """
            SELECT CASE WHEN i.indisvalid THEN 'valid' ELSE 'invalid' END
            FROM pg_index i WHERE i.indexrelid = to_regclass(:name)
            """;

    private final List<String> told = new ArrayList<>();
    private TestDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void create_a_table_with_rows() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        flyway("950").migrate();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_build_that_was_cancelled_is_named_by_verbs_and_repaired_by_migrate() throws Exception {
        interrupt("pg_cancel_backend", () -> migrator(Duration.ofMinutes(5)).migrate());
        assertThat(state(INDEX)).isEqualTo("invalid");

        assertThatThrownBy(() -> migrator().migrate())
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("idx_practice_rows_number.sql failed half-way")
                .hasMessageContaining("run ./matchmill migrate");
        MigrationSteps plan = migrator().plan();
        assertThat(state(INDEX)).isEqualTo("invalid");
        MigrationSteps done = migrator().repairAndMigrate();

        assertThat(plan.repairs())
                .extracting(Repair::action)
                .containsExactly(Repair.Action.DROP_INDEX, Repair.Action.FORGET_FAILURE);
        assertThat(done).isEqualTo(plan);
        assertThat(done.migrations())
                .extracting(Migration::script)
                .containsExactly("V951__idx_practice_rows_number.sql");
        assertThat(told).anyMatch(line -> line.startsWith("drop index " + INDEX));
        assertThat(state(INDEX)).isEqualTo("valid");
        assertThat(migrator().plan().isEmpty()).isTrue();
        assertThat(migrator().migrate()).isZero();
    }

    @Test
    void a_build_whose_session_was_ended_leaves_no_row_in_the_history_and_is_repaired_too()
            throws Exception {
        interrupt("pg_terminate_backend", () -> migrator(Duration.ofMinutes(5)).migrate());

        assertThatThrownBy(() -> migrator().migrate())
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(INDEX);
        migrator().repairAndMigrate();

        assertThat(state(INDEX)).isEqualTo("valid");
        assertThat(migrator().pending()).isEmpty();
    }

    @Test
    void a_copy_of_an_interrupted_reindex_is_dropped_and_an_index_of_somebody_else_rebuilt()
            throws Exception {
        migrator().migrate();
        interrupt(
                "pg_cancel_backend",
                () -> jdbc.sql("REINDEX INDEX CONCURRENTLY " + INDEX).update());
        interrupt(
                "pg_terminate_backend",
                () ->
                        jdbc.sql(
                                        "CREATE INDEX CONCURRENTLY idx_practice_by_hand ON"
                                                + " practice_rows (id, number)")
                                .update());
        assertThatThrownBy(() -> migrator().migrate())
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(INDEX + "_ccnew");

        MigrationSteps done = migrator().repairAndMigrate();

        assertThat(done.repairs())
                .extracting(Repair::sentence)
                .containsExactly(
                        "rebuild index public.idx_practice_by_hand (its build was interrupted)",
                        "drop index " + INDEX + "_ccnew (left by an interrupted REINDEX)");
        assertThat(state(INDEX)).isEqualTo("valid");
        assertThat(state("public.idx_practice_by_hand")).isEqualTo("valid");
        assertThat(state(INDEX + "_ccnew")).isEqualTo("gone");
        assertThat(migrator().plan().isEmpty()).isTrue();
    }

    @Test
    void a_unique_index_that_the_rows_do_not_allow_is_named_with_its_cure() {
        migrator().migrate();
        assertThatThrownBy(() ->
                        jdbc.sql(
                                        "CREATE UNIQUE INDEX CONCURRENTLY uq_practice ON"
                                                + " practice_rows ((number % 2)) WHERE number > 5")
                                .update())
                .isNotNull();

        assertThatThrownBy(() -> migrator().repairAndMigrate())
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("public.uq_practice cannot be built")
                .hasMessageContaining("SELECT (number % 2), count(*) FROM public.practice_rows")
                .hasMessageContaining("WHERE number > 5 GROUP BY")
                .hasMessageNotContaining("Key (");
        assertThat(migrator().invalidIndexes()).containsExactly("public.uq_practice");

        jdbc.sql("DELETE FROM practice_rows WHERE number > 7").update();
        migrator().repairAndMigrate();

        assertThat(state("public.uq_practice")).isEqualTo("valid");
    }

    @Test
    void an_index_that_somebody_builds_at_this_moment_is_left_alone() throws Exception {
        migrator().migrate();
        try (Connection old = database.address().unpooled().getConnection()) {
            hold(old, "SELECT count(*) FROM practice_rows");
            CompletableFuture<Void> build =
                    CompletableFuture.runAsync(() ->
                            jdbc.sql(
                                            "CREATE INDEX CONCURRENTLY idx_practice_other"
                                                    + " ON practice_rows (number, id)")
                                    .update());
            awaitBuild();

            assertThat(migrator().plan().isEmpty()).isTrue();
            assertThat(migrator().repairAndMigrate().isEmpty()).isTrue();
            assertThat(state("public.idx_practice_other")).isEqualTo("invalid");

            old.rollback();
            build.join();
        }
        assertThat(state("public.idx_practice_other")).isEqualTo("valid");
    }

    // A transaction that is open before the build keeps it waiting; then its session is ended.
    private void interrupt(String how, Runnable work) throws SQLException {
        try (Connection old = database.address().unpooled().getConnection()) {
            hold(old, "SELECT count(*) FROM practice_rows");
            CompletableFuture<Void> build = CompletableFuture.runAsync(work);
            awaitBuild();
            jdbc.sql(
                            "SELECT "
                                    + how
                                    + "(pid) FROM pg_stat_progress_create_index WHERE datname ="
                                    + " current_database()")
                    .query(Boolean.class)
                    .single();
            assertThatThrownBy(build::join).isNotNull();
            old.rollback();
        }
    }

    private static void hold(Connection connection, String sql) throws SQLException {
        // A snapshot that is older than the build and stays.
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitBuild() {
        Waiting.until(
                "an index is being built",
                () ->
                        jdbc.sql(
                                                """
                                                SELECT count(*) FROM pg_stat_progress_create_index
                                                WHERE datname = current_database()
                                                  AND phase LIKE 'waiting for%'
                                                """)
                                        .query(Integer.class)
                                        .single()
                                > 0);
    }

    private String state(String index) {
        return jdbc.sql(STATE).param("name", index).query(String.class).optional().orElse("gone");
    }

    private DatabaseMigrator migrator() {
        return migrator(Duration.ofSeconds(5));
    }

    private DatabaseMigrator migrator(Duration lockTimeout) {
        return new DatabaseMigrator(
                database.address(),
                new MigrationOptions(
                        false,
                        lockTimeout,
                        told::add,
                        List.of("classpath:db/migration", "classpath:db/practice")));
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .loggers(QuietFlywayLog.class.getName())
                .dataSource(database.dataSource())
                .defaultSchema("public")
                .locations("classpath:db/migration", "classpath:db/practice")
                .target(target)
                .load();
    }
}
