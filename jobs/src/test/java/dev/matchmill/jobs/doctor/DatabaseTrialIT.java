package dev.matchmill.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.VectorVersion;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTrialIT {

    private static final ModelDescription FIRST = model("first");
    private static final ModelDescription SECOND = model("second");

    private TestDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        // A copy of a database does not have its roles' settings.
        jdbc.sql("SELECT ops.install_roles()").query().singleRow();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_fresh_schema_is_fit() {
        DatabaseTrial trial = examine();

        assertThat(trial.away()).isFalse();
        assertThat(trial.findings())
                .extracting(Finding::check)
                .containsSubsequence("database", "pgvector", "schema", "indexes", "roles")
                .doesNotHaveDuplicates();
        // The release of pgvector and the careless settings of a test server are not ours to judge.
        assertThat(trial.findings())
                .filteredOn(finding -> !finding.check().matches("pgvector|durability"))
                .extracting(Finding::check, Finding::verdict)
                .allSatisfy(pair -> assertThat(pair.toList().getLast()).isEqualTo(Verdict.OK));
    }

    @Test
    void a_database_without_the_schema_fails_unless_verbs_migrate() {
        try (TestDatabase empty = TestDatabase.empty()) {
            DatabaseTrial later = examine(empty.address(), settings(true), Clock.systemUTC());
            DatabaseTrial never = examine(empty.address(), settings(false), Clock.systemUTC());

            assertThat(verdict(later, "schema")).isEqualTo(Verdict.WARN);
            assertThat(verdict(never, "schema")).isEqualTo(Verdict.FAIL);
            assertThat(never.findings()).extracting(Finding::check).doesNotContain("runs");
        }
    }

    @Test
    void finds_what_hurts_in_the_settings_of_the_database() {
        String name = database.address().database();
        for (String change :
                List.of(
                        "SET statement_timeout = '30s'",
                        "SET maintenance_work_mem = '64MB'",
                        "CONNECTION LIMIT 10")) {
            jdbc.sql("ALTER DATABASE " + name + " " + change).update();
        }

        DatabaseTrial trial = examine();

        assertThat(verdict(trial, "statement_timeout")).isEqualTo(Verdict.WARN);
        assertThat(verdict(trial, "index_memory")).isEqualTo(Verdict.WARN);
        assertThat(verdict(trial, "connections")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void names_an_index_that_an_interrupted_build_left() {
        jdbc.sql("CREATE TABLE twice AS SELECT 1 AS n FROM generate_series(1, 2)").update();
        try {
            jdbc.sql("CREATE UNIQUE INDEX CONCURRENTLY uq_twice ON twice (n)").update();
        } catch (DataAccessException expected) {
            assertThat(expected).hasMessageContaining("uq_twice");
        }

        assertThat(found(examine(), "indexes")).isEqualTo("invalid: public.uq_twice");
    }

    @Test
    void finds_service_roles_without_their_time_limits() {
        jdbc.sql(
                        "ALTER ROLE ats_batch IN DATABASE "
                                + database.address().database()
                                + " RESET statement_timeout")
                .update();
        jdbc.sql(
                        "ALTER ROLE ats_app IN DATABASE "
                                + database.address().database()
                                + " SET lock_timeout = 0")
                .update();

        assertThat(found(examine(), "role_timeouts"))
                .isEqualTo("none: ats_app lock_timeout, ats_batch statement_timeout");
    }

    @Test
    void finds_a_model_whose_files_are_not_those_that_embedded() {
        new EmbeddingModelStore(database.dataSource()).register(FIRST);
        DatabaseTrial same = examine();
        jdbc.sql("UPDATE embedding_models SET artifact_sha256 = sha256('other')").update();

        DatabaseTrial other = examine();

        assertThat(verdict(same, "model_checksum")).isEqualTo(Verdict.OK);
        assertThat(verdict(other, "model_checksum")).isEqualTo(Verdict.FAIL);
        assertThat(found(other, "model_checksum")).contains("first", "sha256 d9298a10d1b0");
    }

    @Test
    void an_old_pgvector_fails_only_where_data_may_be_lost() {
        DatabaseAddress address = database.address();
        boolean safe =
                new VectorVersion(
                                jdbc.sql(
                                                "SELECT extversion FROM pg_extension WHERE extname"
                                                        + " = 'vector'")
                                        .query(String.class)
                                        .single())
                        .isAtLeast(VectorVersion.SAFE);
        DatabaseAddress given =
                DatabaseAddress.parse(address.url(), address.username(), address.password());
        DatabaseAddress local =
                new DatabaseAddress(
                        address.url(),
                        address.username(),
                        address.password(),
                        DatabaseSource.LOCAL);

        assertThat(verdict(examine(given, settings(true), Clock.systemUTC()), "pgvector"))
                .isEqualTo(safe ? Verdict.OK : Verdict.FAIL);
        assertThat(verdict(examine(local, settings(true), Clock.systemUTC()), "pgvector"))
                .isEqualTo(safe ? Verdict.OK : Verdict.WARN);
    }

    @Test
    void sees_a_clock_that_is_a_minute_off() {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1));

        DatabaseTrial trial = examine(database.address(), settings(true), late);

        assertThat(verdict(trial, "clock")).isEqualTo(Verdict.WARN);
    }

    @Test
    void looks_at_the_graph_of_the_active_model() {
        new EmbeddingModelStore(database.dataSource()).register(FIRST);
        DatabaseTrial fit = examine();
        String index =
                jdbc.sql(
                                """
                                SELECT indexname FROM pg_indexes
                                WHERE indexdef LIKE '% USING hnsw %'
                                  AND tablename LIKE 'embeddings_candidate_m%'
                                """)
                        .query(String.class)
                        .single();
        jdbc.sql("ALTER INDEX " + index + " SET (m = 8)").update();
        DatabaseTrial thinner = examine();
        // A partition's index goes with that of the whole table only.
        String whole =
                jdbc.sql("SELECT pg_partition_root(CAST(:index AS regclass))::text")
                        .param("index", index)
                        .query(String.class)
                        .single();
        jdbc.sql("DROP INDEX " + whole).update();
        DatabaseTrial gone = examine();

        assertThat(verdict(fit, "candidate_index")).isEqualTo(Verdict.OK);
        assertThat(verdict(thinner, "candidate_index")).isEqualTo(Verdict.WARN);
        assertThat(verdict(gone, "candidate_index")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(fit, "active_model")).isEqualTo(Verdict.OK);
    }

    @Test
    void says_when_another_model_than_the_configured_one_is_active() {
        new EmbeddingModelStore(database.dataSource()).register(SECOND);

        DatabaseTrial trial = examine();

        assertThat(verdict(trial, "active_model")).isEqualTo(Verdict.WARN);
        assertThat(found(trial, "active_model")).contains("second", "first");
    }

    @Test
    void tells_a_run_that_died_from_one_that_lives() throws Exception {
        jdbc.sql("INSERT INTO pipeline.runs (command, started_at) VALUES ('run', now())").update();
        DatabaseAddress address = database.address();
        DatabaseSettings settings = TestSettings.of(address);

        DatabaseTrial dead = examine();
        DatabaseTrial other;
        try (ScopeLock _ =
                ScopeLock.acquire(
                        new WorkingConnections(settings, WorkingRole.BATCH),
                        "import",
                        "somebody")) {
            other = examine();
        }
        DatabaseTrial alive;
        try (ScopeLock _ =
                ScopeLock.acquire(
                        new WorkingConnections(settings, WorkingRole.BATCH),
                        "pipeline",
                        "somebody")) {
            alive = examine();
        }

        assertThat(verdict(dead, "runs")).isEqualTo(Verdict.WARN);
        assertThat(verdict(other, "runs")).isEqualTo(Verdict.WARN);
        assertThat(verdict(alive, "runs")).isEqualTo(Verdict.OK);
    }

    @Test
    void tells_a_database_that_is_not_there_from_a_server_that_is_away() throws Exception {
        DatabaseTrial missing =
                examine(
                        database.address().withDatabase("matchmill_nowhere"),
                        settings(true),
                        Clock.systemUTC());
        DatabaseTrial silent;
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            DatabaseAddress address =
                    DatabaseAddress.parse(
                            "postgresql://127.0.0.1:" + mute.getLocalPort() + "/ats", "ats", null);
            silent = examine(address, settings(true), Clock.systemUTC());
        }

        assertThat(missing.away()).isFalse();
        assertThat(missing.findings().getFirst().cure()).contains("matchmill_nowhere");
        assertThat(silent.away()).isTrue();
    }

    private DatabaseTrial examine() {
        return examine(database.address(), settings(true), Clock.systemUTC());
    }

    private static DatabaseTrial examine(
            DatabaseAddress address, DatabaseSettings settings, Clock clock) {
        return DatabaseTrial.run(address, settings, Optional.of(FIRST), Path.of("."), clock);
    }

    private static DatabaseSettings settings(boolean migrate) {
        return TestSettings.of(
                Map.of("connect-timeout", "1s", "migrate", Boolean.toString(migrate)));
    }

    private static ModelDescription model(String name) {
        String artifact = (name.equals("first") ? "ab" : "cd").repeat(32);
        return new ModelDescription(name, "1", 1024, 512, "", "", artifact, "MIT");
    }

    private static Verdict verdict(DatabaseTrial trial, String check) {
        return finding(trial, check).verdict();
    }

    private static String found(DatabaseTrial trial, String check) {
        return finding(trial, check).found();
    }

    private static Finding finding(DatabaseTrial trial, String check) {
        return trial.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
