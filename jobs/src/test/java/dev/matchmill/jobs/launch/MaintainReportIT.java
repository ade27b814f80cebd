package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.maintain.page.MaintenanceReport;
import dev.matchmill.jobs.maintain.page.MaintenanceReports;
import dev.matchmill.jobs.maintain.page.ReportHtml;
import dev.matchmill.jobs.maintain.page.ReportText;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MaintainReportIT {

    private static final String HOSTILE = "SELECT '<script>alert(1)</script>' & \"x\"";

    private MaintainFixture program;

    @BeforeEach
    void open() {
        program = MaintainFixture.open();
        HygieneRows.in(program);
        program.run("J02", "J07");
        program.run("J26");
        program.execute(
                """
                INSERT INTO ops.maintenance_findings
                    (run_id, kind, severity, object_name, metric_value, threshold, detail,
                     recommendation)
                VALUES (1, 'slow_query', 'warning', 'query 7', 1200, 1000, '{"query": "%s"}',
                        'Look at <it>.'),
                       (1, 'partition_gap', 'critical', 'audit_log_default', 3, 0, '{}', 'Move.'),
                       (1, 'unused_index', 'info', 'public.idx', 8192, 0, '{}', 'Drop it.')
                """
                        .formatted(HOSTILE.replace("\"", "\\\"").replace("'", "''")));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void findings_come_worst_first_and_late_jobs_are_overdue() {
        MaintenanceReport report = read();

        assertThat(report.findings())
                .extracting(MaintenanceReport.OpenFinding::severity)
                .containsExactly("critical", "warning", "info");
        assertThat(report.jobs())
                .filteredOn(job -> job.job().equals("tokenCleanup"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.isOverdue()).isFalse();
                    assertThat(job.lastStatus()).isEqualTo("completed");
                });
        assertThat(report.jobs())
                .filteredOn(job -> job.job().equals("sessionCleanup"))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.isOverdue()).isTrue();
                    assertThat(job.ageSeconds()).isNull();
                });

        program.clock().advance(Duration.ofHours(27));

        assertThat(read().jobs())
                .filteredOn(job -> job.job().equals("tokenCleanup"))
                .singleElement()
                .satisfies(job -> assertThat(job.isOverdue()).isTrue());
    }

    @Test
    void only_jobs_that_can_be_run_are_listed() {
        program.execute(
                """
                INSERT INTO ops.scheduled_jobs (job_name, frequency, max_age, description)
                VALUES ('somebodyElses', 'daily', interval '1 day', 'x')
                """);

        assertThat(read().jobs())
                .extracting(MaintenanceReport.JobState::job)
                .contains("sessionCleanup", "ingestion")
                .doesNotContain("somebodyElses");
    }

    @Test
    void the_page_escapes_what_it_shows_and_loads_nothing() {
        String page = ReportHtml.render(read());

        assertThat(page)
                .contains("&lt;script&gt;alert(1)", "Look at &lt;it&gt;.", "default-src 'none'")
                .doesNotContain("<script", "<it>", "src=", "@import", "http-equiv=\"refresh\"");
        assertThat(page).contains("tokenCleanup", "overdue", "audit_log_default");
    }

    @Test
    void json_names_what_the_documentation_names() {
        JsonNode json = Json.mapper().readTree(Json.mapper().writeValueAsString(read().toMap()));

        assertThat(json.get("findings").get(0).get("first_seen").asString()).isNotEmpty();
        assertThat(json.get("findings").get(1).get("detail").get("query").asString())
                .isEqualTo(HOSTILE);
        assertThat(json.get("jobs").get(0).has("is_overdue")).isTrue();
        assertThat(json.get("server").get(0).get("max_connections").asInt()).isPositive();
        assertThat(json.get("tables").size()).isEqualTo(15);
    }

    @Test
    void the_table_says_it_in_short() {
        assertThat(ReportText.render(read()))
                .contains("1 critical, 1 warnings, 1 notes")
                .contains("tokenCleanup")
                .contains("Move.");
    }

    private MaintenanceReport read() {
        return new MaintenanceReports(program.jdbc(), Json.mapper())
                .read(program.clock().instant(), program.get(MaintenanceJobs.class));
    }
}
