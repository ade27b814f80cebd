package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.VectorVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code migrate} as it is shipped: shows, repairs, refuses. */
class MigrateIT {

    private static final String INDEX = "pipeline.idx_source_records_vanished_at";
    @TempDir private Path folder;

    @Test
    void a_dry_run_shows_all_migrations_of_an_empty_database_and_changes_nothing() {
        try (TestDatabase database = TestDatabase.empty()) {
            ProgramProcess.Setup setup = ProgramProcess.Setup.on(database, folder);

            ProgramProcess.Ended table = setup.run("migrate", "--dry-run");
            JsonNode json =
                    JsonMapper.shared()
                            .readTree(setup.run("migrate", "--dry-run", "--output", "json").out());

            assertThat(table.code()).as(table.err()).isZero();
            assertThat(table.out())
                    .contains("V001 extensions schemas domains", "would run; nothing was changed");
            assertThat(json.get("dry_run").asBoolean()).isTrue();
            assertThat(json.get("repairs")).isEmpty();
            assertThat(json.get("migrations").size()).isGreaterThanOrEqualTo(22);
            assertThat(json.get("migrations").findValuesAsString("in_transaction"))
                    .contains("true", "false");
            assertThat(tables(database)).isZero();
        }
    }

    @Test
    void a_killed_build_is_shown_then_repaired_and_other_verbs_refuse_until_then()
            throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                Connection old = database.address().unpooled().getConnection()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            migrateUpTo("025?", database);
            ProgramProcess.Setup setup = ProgramProcess.Setup.on(database, folder);
            // A snapshot that is older than the build and stays.
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = old.createStatement()) {
                statement.execute("SELECT count(*) FROM pipeline.source_records");
            }
            try (ProgramProcess program = setup.start("migrate", "--lock-timeout", "10m")) {
                await(jdbc, 1);
                program.kill();
                assertThat(program.end(20).code()).isEqualTo(137);
            }
            // The server notices within two seconds that nobody waits for the build any more.
            await(jdbc, 0);
            old.rollback();

            ProgramProcess.Ended refused = setup.run("status");
            ProgramProcess.Ended shown = setup.run("migrate", "--dry-run");
            ProgramProcess.Ended repaired = setup.run("migrate", "--output", "json");
            ProgramProcess.Ended again = setup.run("migrate");

            assertThat(refused.code()).isEqualTo(78);
            assertThat(refused.err()).contains(INDEX, "run ./matchmill migrate");
            assertThat(shown.out()).contains("drop index " + INDEX, "V026 index vanished records");
            assertThat(repaired.code()).as(repaired.err()).isZero();
            assertThat(repaired.err()).contains("drop index " + INDEX);
            JsonNode done = JsonMapper.shared().readTree(repaired.out());
            assertThat(done.get("repairs").get(0).get("object").asString()).isEqualTo(INDEX);
            assertThat(done.get("migrations").get(0).get("version").asString()).isEqualTo("026");
            assertThat(again.out()).isEqualTo("the schema is up to date\n");
            assertThat(
                            jdbc.sql(
                                            "SELECT indisvalid FROM pg_index WHERE indexrelid ="
                                                    + " :name::regclass")
                                    .param("name", INDEX)
                                    .query(Boolean.class)
                                    .single())
                    .isTrue();
        }
    }

    @Test
    void a_held_table_ends_migrate_with_75_and_the_holder() throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                Connection holder = database.address().unpooled().getConnection()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("CREATE SCHEMA pipeline");
            }

            ProgramProcess.Ended blocked =
                    ProgramProcess.Setup.on(database, folder)
                            .run("migrate", "--lock-timeout", "1s");

            assertThat(blocked.code()).as(blocked.err()).isEqualTo(75);
            assertThat(blocked.err())
                    .contains(
                            "V001", "waited 1.0 s", "held by process", "idle in transaction since");
            assertThat(blocked.out()).isEmpty();
            assertThat(tables(database)).isZero();
        }
    }

    @Test
    void a_lock_timeout_that_is_none_is_wrong_usage() {
        try (TestDatabase database = TestDatabase.empty()) {
            ProgramProcess.Ended ended =
                    ProgramProcess.Setup.on(database, folder)
                            .run("migrate", "--lock-timeout", "soon");

            assertThat(ended.code()).isEqualTo(64);
            assertThat(ended.err()).contains("--lock-timeout must be a time");
        }
    }

    @Test
    void a_pgvector_that_may_lose_data_is_refused_in_production_and_warned_about_elsewhere() {
        try (TestDatabase database = TestDatabase.empty()) {
            boolean safe =
                    new VectorVersion(
                                    JdbcClient.create(database.dataSource())
                                            .sql(
                                                    "SELECT extversion FROM pg_extension WHERE"
                                                            + " extname = 'vector'")
                                            .query(String.class)
                                            .single())
                            .isAtLeast(VectorVersion.SAFE);
            ProgramProcess.Setup elsewhere = ProgramProcess.Setup.on(database, folder);
            ProgramProcess.Setup production =
                    elsewhere.with("MATCHMILL_DATABASE_PRODUCTION", "true");

            ProgramProcess.Ended refused = production.run("migrate");
            ProgramProcess.Ended warned = elsewhere.run("status");

            assertThat(refused.code()).as(refused.err()).isEqualTo(safe ? 0 : 78);
            assertThat(warned.code()).as(warned.err()).isZero();
            if (!safe) {
                assertThat(refused.err()).contains("is not for production", "ALTER EXTENSION");
                assertThat(warned.err()).contains("fine for trying out");
            }
        }
    }

    // The question mark is Flyway's: there need be no script of that number.
    private static void migrateUpTo(String version, TestDatabase database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .defaultSchema("public")
                .locations("classpath:db/migration")
                .target(version)
                .skipDefaultCallbacks(true)
                .load()
                .migrate();
    }

    private static void await(JdbcClient jdbc, int builds) {
        long started = System.nanoTime();
        while (jdbc.sql(
                                """
                                SELECT count(*) FROM pg_stat_progress_create_index
                                WHERE datname = current_database()
                                """)
                        .query(Integer.class)
                        .single()
                != builds) {
            assertThat(System.nanoTime() - started).isLessThan(60_000_000_000L);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static int tables(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql(
                        """
                        SELECT count(*) FROM pg_tables
                        WHERE schemaname IN ('public', 'pipeline')
                          AND tablename <> 'flyway_schema_history'
                        """)
                .query(Integer.class)
                .single();
    }
}
