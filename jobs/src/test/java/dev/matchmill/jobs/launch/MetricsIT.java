package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.matchmill.config.database.DatabaseConfiguration;
import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.metrics.MetricsServer;
import dev.matchmill.jobs.metrics.Readings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The acceptance check of J27, as the role that only looks. */
class MetricsIT {

    private final HttpClient http = HttpClient.newHttpClient();

    private MaintainFixture program;
    private HikariDataSource pool;
    private MetricsServer server;

    @BeforeEach
    void open() throws IOException {
        program = MaintainFixture.open();
        DatabaseSettings settings = program.get(DatabaseSettings.class);
        pool =
                DatabaseConfiguration.pool(
                        new WorkingConnections(settings, WorkingRole.READER.in(settings)), 2);
        Readings readings = new Readings(JdbcClient.create(pool), program.clock());
        server =
                MetricsServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        readings,
                        new MetricsServer.Probes(readings::isHealthy, () -> false));
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
        pool.close();
        program.close();
    }

    @Test
    void j27_every_gauge_is_there_and_none_failed() {
        program.run("J01");
        program.execute(
                """
                INSERT INTO ops.backup_runs (kind, status, location, finished_at)
                VALUES ('logical', 'completed', '/x', now() - interval '1 hour')
                """);
        program.execute(
                """
                INSERT INTO pipeline.ingestion_sources (id, kind, item_type, name, location)
                VALUES (1, 'filesystem', 'resume', 'in', '/in')
                """);
        program.execute(
                """
                INSERT INTO pipeline.dead_letters (source_id, external_id, stage, reason)
                VALUES (1, 'carla.pdf', 'parse', 'corrupt')
                """);
        program.execute(
                """
                INSERT INTO ops.maintenance_findings
                    (run_id, kind, severity, object_name, recommendation)
                VALUES (1, 'slow_query', 'critical', 'x', 'y')
                """);

        program.execute(
                """
                INSERT INTO pipeline.source_records
                    (source_id, external_id, state, reason, lease_owner, lease_expires_at)
                VALUES (1, 'carla.pdf', 'rejected', 'corrupt', NULL, NULL),
                       (1, 'second.pdf', 'pending', NULL, 'run-1-1', now() - interval '1 year')
                """);
        program.execute(
                """
                INSERT INTO ops.schedule_runs
                    (job_name, due_at, node, takeover_count, exit_code, started_at, finished_at)
                VALUES ('ingestion', now() - interval '1 hour', 'n/1', 2, 75, now(), now()),
                       ('archive', now() - interval '1 hour', 'n/1', 0, 70, now(), now())
                """);
        program.execute(
                "UPDATE ops.scheduled_jobs SET is_enabled = false WHERE job_name = 'archive'");

        String text = get("/metrics").body();

        assertThat(text)
                .contains("matchmill_connections{state=\"idle\"}")
                .contains("matchmill_connections_limit ")
                .contains("matchmill_longest_transaction_seconds ")
                .contains("matchmill_hit_ratio{kind=\"table\"} 0.")
                .contains("matchmill_hit_ratio{kind=\"index\"} 0.")
                .contains("matchmill_database_bytes ")
                .contains("matchmill_table_bytes{table=\"compliance.audit_log\"}")
                .contains("matchmill_statements_over_100ms ")
                .contains("matchmill_job_age_seconds{job_name=\"sessionCleanup\"} 0.0")
                .contains("matchmill_job_overdue{job_name=\"sessionCleanup\"} 0.0")
                .contains("matchmill_job_overdue{job_name=\"tokenCleanup\"} 1.0")
                .contains("matchmill_findings_open{severity=\"critical\"} 1.0")
                .contains("matchmill_findings_open{severity=\"info\"} 0.0")
                .contains("matchmill_rejections_open{reason=\"corrupt\"} 1.0")
                .contains("matchmill_items{state=\"stored\"} 0.0")
                .containsPattern("matchmill_backup_age_seconds\\{kind=\"logical\"} 3[56]\\d\\d\\.")
                .contains("matchmill_items_turned_away{reason=\"corrupt\"} 1.0")
                .contains("matchmill_items_last_day{outcome=\"stored\"} 0.0")
                .contains("matchmill_runs_last_day{exit_code=\"0\"} 1.0")
                .contains("matchmill_stage_seconds{stage=\"maintain.")
                .contains("matchmill_queue_items{queue=\"documents\"} 1.0")
                .contains("matchmill_queue_age_seconds{queue=\"documents\"} ")
                .contains("matchmill_claims{state=\"expired\"} 1.0")
                .contains("matchmill_schedule_exit_code{job_name=\"ingestion\"} 75.0")
                .contains("matchmill_schedule_halted{job_name=\"ingestion\"} 0.0")
                .contains("matchmill_takeovers_last_day 2.0")
                .contains("matchmill_schedule_missed_last_day 0.0")
                .contains("matchmill_readings_failed 0.0")
                .doesNotContain("schedule_exit_code{job_name=\"archive\"}")
                .doesNotContain("carla", "matchmill_replication_lag_seconds ", "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "matchmill_connections, 60",
        "matchmill_statements_over_100ms, 60",
        "matchmill_job_age_seconds, 60",
        "matchmill_hit_ratio, 300",
        "matchmill_statement_seconds, 300",
        "matchmill_database_bytes, 3600",
        "matchmill_table_bytes, 3600"
    })
    void j27_a_reading_is_kept_for_its_time_and_no_longer(String metric, int seconds) {
        get("/metrics");
        program.clock().advance(Duration.ofSeconds(seconds - 1L));
        assertThat(age(metric)).isEqualTo(seconds - 1.0);

        program.clock().advance(Duration.ofSeconds(1));

        assertThat(age(metric)).isZero();
    }

    @Test
    void a_figure_that_cannot_be_read_is_left_out_and_counted_and_the_others_are_there() {
        program.execute("ALTER TABLE pipeline.dead_letters RENAME TO away");

        String text = get("/metrics").body();

        assertThat(text)
                .contains("matchmill_readings_failed 1.0", "matchmill_connections{")
                .doesNotContain("matchmill_rejections_open{");
    }

    @Test
    void health_says_whether_the_database_answers() {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);

        pool.close();

        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void nothing_else_is_answered() {
        assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    private double age(String metric) {
        String line = "matchmill_reading_age_seconds{metric=\"" + metric + "\"} ";
        return get("/metrics")
                .body()
                .lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
            return http.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new AssertionError(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
