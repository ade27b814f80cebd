package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program, killed and stopped in the middle of J01. */
class KilledMaintainIT {

    private static final int SESSIONS = 400_000;

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        rows = new Rows(jdbc);
        setup = ProgramProcess.Setup.on(database, folder.resolve("work"));
        jdbc.sql(
                        """
                        INSERT INTO users (id, email, full_name, role)
                        VALUES (1, 'u@example.org', 'U', 'candidate')
                        """)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO user_sessions
                            (user_id, session_token_hash, created_at, expires_at)
                        SELECT 1, sha256(('s' || i)::bytea), now() - interval '30 days',
                               now() + interval '1 day' * CASE WHEN i <= :expired THEN -1 ELSE 1 END
                        FROM generate_series(1, :expired + 1000) i
                        """)
                .param("expired", SESSIONS)
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_killed_run_is_finished_by_the_next_start() {
        try (ProgramProcess program = setup.start("maintain", "daily", "--only", "J01")) {
            awaitWork(program);
            program.kill();
            assertThat(program.end(20).code()).isEqualTo(137);
        }
        assertThat(expired()).isBetween(1L, (long) SESSIONS);

        JsonNode runs = finish();

        assertThat(runs.get(0).get("status").asString()).isEqualTo("completed");
        assertThat(expired()).isZero();
        assertThat(rows.count("user_sessions")).isEqualTo(1000);
        assertThat(rows.texts("SELECT status::text FROM ops.maintenance_runs ORDER BY id"))
                .containsExactly("failed", "completed");
        assertThat(rows.count("batch.batch_job_execution WHERE status IN ('STARTED', 'STARTING')"))
                .isZero();
    }

    @Test
    void a_terminated_run_ends_with_75_and_the_next_one_goes_on() {
        try (ProgramProcess program = setup.start("maintain", "daily", "--only", "J01")) {
            awaitWork(program);
            program.terminate();
            ProgramProcess.Ended ended = program.end(25);
            assertThat(ended.code()).as(ended.err()).isEqualTo(75);
            assertThat(ended.err()).contains("stopped with work left");
        }
        assertThat(expired()).isPositive();

        finish();

        assertThat(expired()).isZero();
        assertThat(rows.texts("SELECT status::text FROM ops.maintenance_runs ORDER BY id"))
                .containsExactly("stopped", "completed");
    }

    private JsonNode finish() {
        ProgramProcess.Ended ended =
                setup.run("maintain", "daily", "--only", "sessionCleanup", "--output", "json");
        assertThat(ended.code()).as(ended.err()).isZero();
        return new JsonMapper().readTree(ended.out());
    }

    private void awaitWork(ProgramProcess program) {
        Waiting.until(
                "work is in progress",
                () -> {
                    assertThat(program.isAlive()).as("stopped too late").isTrue();
                    return expired() < SESSIONS;
                });
    }

    private long expired() {
        return rows.count("user_sessions WHERE expires_at < now()");
    }
}
