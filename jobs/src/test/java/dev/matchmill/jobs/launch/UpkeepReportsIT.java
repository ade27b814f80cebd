package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The acceptance checks of J06, J07, J14, J18 and J26. */
class UpkeepReportsIT {

    private MaintainFixture program;

    @BeforeEach
    void open() {
        program =
                MaintainFixture.open(
                        Map.of(
                                "matchmill.jobs.maintain.growth-size", "1MB",
                                "matchmill.jobs.maintain.connection-share", "0.3",
                                "matchmill.jobs.maintain.idle-in-transaction", "1s"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j06_a_slow_statement_is_found_without_its_literals_and_a_fast_one_is_not() {
        program.rows().texts("SELECT 'Ada' || pg_sleep(1.2)::text AS slow_canary");
        program.rows().texts("SELECT pg_sleep(0.2)::text AS fast_canary");

        program.run("J06");

        List<String> found =
                program.rows()
                        .texts(
                                """
                                SELECT detail ->> 'query'
                                FROM ops.maintenance_findings
                                WHERE kind = 'slow_query'
                                  AND detail ->> 'query' LIKE '%canary%'
                                """);
        assertThat(found).singleElement().asString().contains("slow_canary").doesNotContain("Ada");
        assertThat(program.count("ops.query_snapshots WHERE query LIKE '%slow_canary%'"))
                .isEqualTo(1);

        program.clock().advance(Duration.ofDays(1));
        program.run("J06");

        assertThat(
                        program.count(
                                "ops.maintenance_findings WHERE resolved_at IS NULL AND detail ->>"
                                        + " 'query' LIKE '%canary%'"))
                .isZero();
    }

    @Test
    void j07_a_full_server_is_one_finding_that_goes_with_the_connections() throws Exception {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 31; i++) {
                open.add(program.database().address().unpooled().getConnection());
            }
            program.run("J07");
            assertThat(program.findings("connection_usage")).hasSize(1);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
        Waiting.until(
                "connections are closed",
                () ->
                        program.count("pg_stat_activity WHERE" + " backend_type = 'client backend'")
                                < 30);

        program.run("J07");

        assertThat(program.findings("connection_usage")).isEmpty();
    }

    @Test
    void j07_a_forgotten_transaction_is_found() throws Exception {
        try (Connection idle = program.database().address().unpooled().getConnection()) {
            idle.setAutoCommit(false);
            idle.createStatement().execute("SELECT 1");
            Waiting.until(
                    "it is idle for a while",
                    () ->
                            program.count(
                                            "pg_stat_activity WHERE state = 'idle in transaction'"
                                                + " AND state_change < clock_timestamp() - interval"
                                                + " '1200 ms'")
                                    > 0);

            program.run("J07");
        }

        assertThat(program.findings("long_transaction")).hasSize(1);
    }

    @Test
    void j14_a_table_that_grew_is_the_only_finding() {
        program.run("J14");
        program.execute(
                """
                INSERT INTO organizations (name, description)
                SELECT 'o' || i, repeat(md5(i::text), 20) FROM generate_series(1, 8000) i
                """);
        program.clock().advance(Duration.ofDays(7));

        program.run("J14");

        assertThat(program.findings("size_growth"))
                .contains("size_growth public.organizations")
                .allMatch(it -> it.contains("organizations") || it.contains("audit_log"));
        assertThat(program.count("ops.table_snapshots WHERE table_name ~ '_20\\d\\d_'")).isZero();
    }

    @Test
    void j18_the_planted_statement_leads_with_calls_mean_and_trend() {
        for (int day = 0; day < 2; day++) {
            plant(day, 1, "SELECT id FROM jobs WHERE title = $1", 10, 100_000L * (day + 1));
            plant(day, 2, "SELECT 1", 1000, 50L * (day + 1));
            program.clock().advance(Duration.ofDays(1));
        }

        program.run("J18");

        assertThat(program.findings("slow_query_trend"))
                .containsExactly("slow_query_trend query 1");
        assertThat(
                        program.rows()
                                .text(
                                        """
                                        SELECT concat_ws(' ', summary -> 'noted' -> 'ranking' -> 0
                                            ->> 'query_id', summary -> 'noted' -> 'ranking' -> 0
                                            ->> 'calls')
                                        FROM ops.maintenance_runs
                                        """))
                .isEqualTo("1 10");
        assertThat(
                        program.rows()
                                .text(
                                        """
                                        SELECT (detail -> 'plan')::text || (detail ->> 'trend')
                                        FROM ops.maintenance_findings
                                        """))
                .contains("on jobs", "1.0");
    }

    @Test
    void j26_a_row_an_hour_equals_the_catalogue() {
        program.run("J26");
        program.run("J26");

        assertThat(program.count("ops.database_snapshots")).isEqualTo(1);
        assertThat(
                        program.count(
                                """
                                ops.database_snapshots
                                WHERE max_connections = current_setting('max_connections')::int
                                  AND connections >= 1
                                  AND active_connections BETWEEN 1 AND connections
                                  AND abs(database_bytes - pg_database_size(current_database()))
                                      < 0.05 * database_bytes
                                  AND coalesce(table_hit_ratio, 1) BETWEEN 0 AND 1
                                  AND replication_lag_seconds IS NULL
                                """))
                .isEqualTo(1);
        program.clock().advance(Duration.ofHours(1));
        program.run("J26");
        assertThat(program.count("ops.database_snapshots")).isEqualTo(2);
    }

    private void plant(int day, long query, String text, long calls, long total) {
        program.jdbc()
                .sql(
                        """
                        INSERT INTO ops.query_snapshots
                        VALUES (:at, :query, :text, :calls, :total, :mean, 1, 1, 1, 1)
                        """)
                .param("at", program.clock().instant().atOffset(ZoneOffset.UTC))
                .param("query", query)
                .param("text", text)
                .param("calls", calls * (day + 1))
                .param("total", total)
                .param("mean", (double) total / (calls * (day + 1)))
                .update();
    }
}
