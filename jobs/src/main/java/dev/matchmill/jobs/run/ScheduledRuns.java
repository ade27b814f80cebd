package dev.matchmill.jobs.run;

import dev.matchmill.migrations.type.RunId;
import dev.matchmill.migrations.type.RunStatus;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of {@code ops.maintenance_runs} that runs of the pipeline leave for the work they do of
 * the schedule, so that who looks after it sees them beside the other jobs. Only for who holds the
 * pipeline's lock.
 */
record ScheduledRuns(JdbcClient jdbc, Clock clock, JsonMapper json) {

    private static final String FAIL_DEAD =
            """
            UPDATE ops.maintenance_runs
            SET status = 'failed',
                finished_at = greatest(:now, started_at),
                error_message = 'the process died; a later run went on'
            WHERE job_name IN (:jobs)
              AND status = 'running'
            """;

    private static final String BEGIN =
            """
            WITH begun AS (
                UPDATE ops.scheduled_jobs SET last_started_at = :now WHERE job_name IN (:jobs)
                RETURNING job_name)
            INSERT INTO ops.maintenance_runs (job_name, started_at)
            SELECT job_name, :now FROM begun
            """;

    // What turned out on the way to be a job's work as well began with the run.
    private static final String BEGIN_LATE =
            """
            INSERT INTO ops.maintenance_runs (job_name, started_at)
            SELECT s.job_name, coalesce(
                (SELECT min(r.started_at) FROM ops.maintenance_runs r
                 WHERE r.job_name IN (:jobs) AND r.status = 'running'), :now)
            FROM ops.scheduled_jobs s
            WHERE s.job_name IN (:jobs)
              AND NOT EXISTS (
                  SELECT 1 FROM ops.maintenance_runs r
                  WHERE r.job_name = s.job_name AND r.status = 'running')
            """;

    private static final String FINISH =
            """
            UPDATE ops.maintenance_runs
            SET status = CAST(:status AS run_status),
                finished_at = greatest(:now, started_at),
                batch_job_execution_id = :execution,
                rows_affected = :rows,
                summary = CAST(:summary AS jsonb),
                error_message = :error
            WHERE job_name = :job
              AND status = 'running'
            """;

    // Of several processes at one job none has its running row: each leaves one for its part.
    private static final String ADD_PART =
            """
            INSERT INTO ops.maintenance_runs
                (job_name, status, started_at, finished_at, batch_job_execution_id, rows_affected,
                 summary, error_message)
            SELECT s.job_name, CAST(:status AS run_status), r.started_at,
                   greatest(:now, r.started_at), :execution, :rows, CAST(:summary AS jsonb), :error
            FROM ops.scheduled_jobs s
            CROSS JOIN pipeline.runs r
            WHERE s.job_name = :job
              AND r.id = :run
            """;

    private static final String STARTED =
            "UPDATE ops.scheduled_jobs SET last_started_at = :now WHERE job_name IN (:jobs)";

    private static final String SUCCEEDED =
            "UPDATE ops.scheduled_jobs SET last_succeeded_at = :now WHERE job_name IN (:jobs)";

    void begin(RunReport report) {
        List<String> jobs = jobs(report);
        if (jobs.isEmpty()) {
            return;
        }
        if (report.shared().get()) {
            jdbc.sql(STARTED).param("jobs", jobs).param("now", now()).update();
        } else {
            jdbc.sql(FAIL_DEAD).param("jobs", jobs).param("now", now()).update();
            jdbc.sql(BEGIN).param("jobs", jobs).param("now", now()).update();
        }
    }

    /** Ends the rows of dead runs of these commands; only for who holds their scope alone. */
    void failDead(List<String> commands) {
        if (commands.contains("match")) {
            jdbc.sql(FAIL_DEAD)
                    .param(
                            "jobs",
                            Arrays.stream(ScheduledWork.values())
                                    .map(ScheduledWork::jobName)
                                    .toList())
                    .param("now", now())
                    .update();
        }
    }

    /** Documents that were turned away are the sources' fault: the work is done all the same. */
    void finish(RunId run, long execution, RunStatus status, RunReport report, String error) {
        boolean isPart = report.shared().get();
        if (!report.served().isEmpty() && !isPart) {
            jdbc.sql(BEGIN_LATE).param("jobs", jobs(report)).param("now", now()).update();
        }
        for (ScheduledWork work : report.served()) {
            long rows = rows(work, report);
            jdbc.sql(isPart ? ADD_PART : FINISH)
                    .param("run", run.value())
                    .param("job", work.jobName())
                    .param("status", status.label())
                    .param("now", now())
                    .param("execution", execution)
                    .param("rows", rows)
                    .param("summary", json.writeValueAsString(summary(work, run, rows, report)))
                    .param("error", error.isEmpty() ? null : error)
                    .update();
        }
        if (!report.served().isEmpty()
                && (status == RunStatus.COMPLETED || status == RunStatus.COMPLETED_WITH_ERRORS)) {
            jdbc.sql(SUCCEEDED).param("jobs", jobs(report)).param("now", now()).update();
        }
    }

    private static List<String> jobs(RunReport report) {
        return report.served().stream().map(ScheduledWork::jobName).toList();
    }

    private static long rows(ScheduledWork work, RunReport report) {
        return switch (work) {
            case INGESTION -> report.books().stored();
            case MATCH_CHANGED, MATCH_ALL -> report.matchedPostings().get();
        };
    }

    private static Map<String, Object> summary(
            ScheduledWork work, RunId run, long rows, RunReport report) {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("run", run.value());
        String what =
                switch (work) {
                    case INGESTION -> {
                        report.books().toMap().forEach(noted::put);
                        yield "documents";
                    }
                    case MATCH_CHANGED, MATCH_ALL -> "postings";
                };
        return Map.of("affected", Map.of(what, rows), "held", Map.of(), "noted", noted);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
