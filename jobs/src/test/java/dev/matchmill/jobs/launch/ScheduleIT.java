package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code matchmill schedule} as processes: two nodes, and one of them killed in the middle. */
class ScheduleIT {

    private static final int SESSIONS = 400_000;

    /** Seconds for a node and a verb to start one after the other, also on a busy machine. */
    private static final int PATIENCE = 240;

    @TempDir private Path folder;

    private TestDatabase database;
    private JdbcClient jdbc;
    private Rows rows;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        rows = new Rows(jdbc);
        setup =
                ProgramProcess.Setup.on(database, folder.resolve("work"))
                        .with("MATCHMILL_LOG_LEVEL", "INFO")
                        .with("MATCHMILL_JOBS_SCHEDULE_POLL", "200ms")
                        .with("MATCHMILL_JOBS_SCHEDULE_HEARTBEAT", "500ms")
                        .with("MATCHMILL_JOBS_SCHEDULE_RETRY_FROM", "500ms");
        jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = false, jitter = '0'").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void two_nodes_run_each_due_run_once() {
        enable("databaseSnapshot", "*/2 * * * * *");
        enable("connectionUsageReport", "*/2 * * * * *");
        enable("indexUsageReport", "*/2 * * * * *");

        try (ProgramProcess one = node();
                ProgramProcess two = node()) {
            Waiting.until(
                    "both nodes have run something",
                    PATIENCE,
                    () -> nodes() == 2 && finished() >= 6);
            jdbc.sql("UPDATE ops.scheduled_jobs SET cron = '0 0 0 29 2 *' WHERE is_enabled")
                    .update();
            Waiting.until(
                    "the last ones have ended",
                    PATIENCE,
                    () -> unfinished() == 0 && plannedSoon() == 0);
            one.terminate();
            two.terminate();
            assertThat(one.end(90).code()).isZero();
            assertThat(two.end(90).code()).isZero();
        }

        assertThat(rows.count("ops.schedule_runs WHERE exit_code <> 0 OR attempt_count <> 1"))
                .isZero();
        assertThat(rows.count("ops.schedule_runs WHERE takeover_count > 0")).isZero();
        assertThat(rows.count("ops.maintenance_runs WHERE status = 'completed'"))
                .as("executions of the verbs")
                .isEqualTo(rows.count("ops.schedule_runs"))
                .isEqualTo(rows.count("ops.maintenance_runs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void a_due_run_whose_node_goes_in_the_middle_is_finished_once_by_the_other(String signal) {
        sessions();
        // Due now and then never again in this test.
        enable("sessionCleanup", "*/1 * * * * *");

        try (ProgramProcess first = node()) {
            Waiting.until("work is in progress", PATIENCE, () -> expired() < SESSIONS);
            jdbc.sql("UPDATE ops.scheduled_jobs SET cron = '0 0 0 29 2 *' WHERE is_enabled")
                    .update();
            List<ProcessHandle> verbs = first.children();
            assertThat(verbs).hasSize(1);
            assertThat(expired()).as("killed too late").isPositive();
            try (ProgramProcess second = node()) {
                if (signal.equals("KILL")) {
                    first.kill();
                    // Nobody orphaned goes on: the verb ends with its node.
                    Waiting.until(
                            "the verb has ended", PATIENCE, () -> !verbs.getFirst().isAlive());
                } else {
                    first.terminate();
                    assertThat(first.end(90).code()).isZero();
                }
                Waiting.until("another node has finished it", PATIENCE, () -> finished() == 1);
                second.terminate();
                assertThat(second.end(90).code()).isZero();
            }
        }

        assertThat(expired()).isZero();
        assertThat(rows.count("ops.schedule_runs")).isEqualTo(1);
        assertThat(
                        rows.texts(
                                "SELECT exit_code || ' after takeovers: ' || takeover_count FROM"
                                        + " ops.schedule_runs"))
                .containsExactly("0 after takeovers: " + (signal.equals("KILL") ? 1 : 0));
        assertThat(rows.count("ops.maintenance_runs WHERE status = 'completed'")).isEqualTo(1);
    }

    @Test
    void probes_list_and_resumption_tell_what_the_schedule_does() throws Exception {
        jdbc.sql(
                        """
                        UPDATE ops.scheduled_jobs
                        SET is_enabled = true, cron = '*/1 * * * * *',
                            arguments = ARRAY['ingest', '--sorce', '/x']
                        WHERE job_name = 'ingestion'
                        """)
                .update();
        try (ProgramProcess node = node()) {
            Waiting.until(
                    "the job is halted",
                    PATIENCE,
                    () -> rows.count("ops.scheduled_jobs WHERE halted_exit_code = 64") == 1);
            String at = address(node);
            assertThat(get(at + "/healthz")).isEqualTo(200);
            assertThat(get(at + "/readyz")).isEqualTo(200);
            assertThat(get(at + "/metrics")).isEqualTo(200);
            node.terminate();
            assertThat(node.end(90).err())
                    .contains("ingestion ended with exit code 64 and is halted");
        }

        assertThat(setup.run("schedule", "--list").out())
                .contains("halted by exit code 64", "databaseSnapshot");
        assertThat(setup.run("schedule", "--resume", "ingestion").code()).isZero();
        assertThat(rows.count("ops.scheduled_jobs WHERE halted_exit_code IS NULL")).isPositive();
        assertThat(setup.run("schedule", "--resume", "nothing").code()).isEqualTo(64);
        assertThat(setup.run("schedule", "--list", "--output", "json").out())
                .contains("\"next_run\"", "\"last_outcome\" : \"64\"");
    }

    private ProgramProcess node() {
        return setup.start("schedule", "--listen", "127.0.0.1:0");
    }

    private static String address(ProgramProcess node) {
        Matcher at = Pattern.compile("http://[\\d.]+:\\d+").matcher(node.said());
        assertThat(at.find()).isTrue();
        return at.group();
    }

    private static int get(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private void enable(String job, String cron) {
        jdbc.sql(
                        "UPDATE ops.scheduled_jobs SET is_enabled = true, cron = :cron WHERE"
                                + " job_name = :job")
                .param("cron", cron)
                .param("job", job)
                .update();
    }

    private void sessions() {
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
                               now() - interval '1 day'
                        FROM generate_series(1, :expired) i
                        """)
                .param("expired", SESSIONS)
                .update();
    }

    private long expired() {
        return rows.count("user_sessions WHERE expires_at < now()");
    }

    private long finished() {
        return rows.count("ops.schedule_runs WHERE finished_at IS NOT NULL");
    }

    private long unfinished() {
        return rows.count("ops.schedule_runs WHERE finished_at IS NULL");
    }

    private long plannedSoon() {
        return rows.count("batch.scheduled_tasks WHERE execution_time < now() + interval '1 hour'");
    }

    private long nodes() {
        return rows.count("(SELECT DISTINCT node FROM ops.schedule_runs) n");
    }
}
