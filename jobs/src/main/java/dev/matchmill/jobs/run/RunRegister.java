package dev.matchmill.jobs.run;

import dev.matchmill.migrations.type.RunId;
import dev.matchmill.migrations.type.RunStatus;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code pipeline.runs}: one for each execution of a command. Thread-safe. */
public final class RunRegister {

    private static final String BEGIN =
            """
            INSERT INTO pipeline.runs (command, started_at)
            VALUES (:command, :now)
            RETURNING id
            """;

    private static final String FINISH =
            """
            UPDATE pipeline.runs
            SET status = CAST(:status AS run_status),
                finished_at = greatest(:now, started_at),
                exit_code = :exitCode,
                batch_job_execution_id = :execution,
                seen_count = :seen,
                stored_count = :stored,
                unchanged_count = :unchanged,
                duplicate_count = :duplicate,
                suppressed_count = :suppressed,
                rejected_count = :rejected,
                deferred_count = :deferred,
                embedded_count = :embedded,
                matched_postings_count = :matched,
                report = CAST(:report AS jsonb),
                error_message = :error
            WHERE id = :id
              AND status = 'running'
            """;

    private static final String FAIL_DEAD =
            """
            UPDATE pipeline.runs
            SET status = 'failed',
                finished_at = greatest(:now, started_at),
                error_message = 'the process died; a later run went on'
            WHERE status = 'running'
              AND command IN (:commands)
            """;

    // A listing that others share outlives the run that began it: only who holds their scope alone
    // knows that they have gone.
    private static final String FAIL_DEAD_INGESTION =
            """
            UPDATE pipeline.ingestion_runs i
            SET status = 'failed', finished_at = greatest(:now, i.started_at)
            FROM pipeline.runs r
            WHERE r.id = i.run_id
              AND r.status <> 'running'
              AND (i.lister IS NULL OR r.command IN (:commands))
              AND i.status = 'running'
            """;

    // Spring Batch writes UNKNOWN where it could not write how an execution ended, and never again;
    // and when it could not write the end of a step, it may well write that of its execution.
    private static final String FAIL_UNKNOWN =
            """
            UPDATE batch.batch_job_execution e
            SET status = 'FAILED',
                exit_code = 'FAILED',
                end_time = coalesce(e.end_time, e.last_updated, e.create_time),
                version = e.version + 1
            FROM batch.batch_job_instance i
            WHERE i.job_instance_id = e.job_instance_id
              AND i.job_name IN (:commands)
              AND e.status = 'UNKNOWN'
            """;

    private static final String FAIL_UNKNOWN_STEPS =
            """
            UPDATE batch.batch_step_execution s
            SET status = 'FAILED',
                exit_code = 'FAILED',
                end_time = coalesce(s.end_time, s.last_updated, s.create_time),
                version = s.version + 1
            FROM batch.batch_job_execution e
            JOIN batch.batch_job_instance i ON i.job_instance_id = e.job_instance_id
            WHERE e.job_execution_id = s.job_execution_id
              AND i.job_name IN (:commands)
              AND (s.status = 'UNKNOWN'
                   OR (s.status IN ('STARTING', 'STARTED', 'STOPPING')
                       AND e.status IN ('COMPLETED', 'FAILED', 'STOPPED', 'ABANDONED', 'UNKNOWN')))
            """;

    private static final String PARTITIONS = "SELECT ops.create_partitions(:now)";

    private static final String END_INGESTION =
            """
            UPDATE pipeline.ingestion_runs
            SET status = CAST(:status AS run_status), finished_at = greatest(:now, started_at)
            WHERE run_id = :id
              AND status = 'running'
              AND lister IS NULL
            """;

    private static final String DROP_CLAIMS = "DELETE FROM pipeline.embedding_claims";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final ScheduledRuns scheduled;

    public RunRegister(JdbcClient jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.scheduled = new ScheduledRuns(jdbc, clock, json);
    }

    RunId begin(String command, RunReport report) {
        scheduled.begin(report);
        return new RunId(
                jdbc.sql(BEGIN)
                        .param("command", command)
                        .param("now", now())
                        .query(Long.class)
                        .single());
    }

    /** Writes the end, unless a newer run has written it: that one took this one for dead. */
    void finish(
            RunId id,
            long execution,
            RunStatus status,
            ExitCode exitCode,
            RunReport report,
            String error) {
        Books books = report.books();
        int ended =
                jdbc.sql(FINISH)
                        .param("id", id.value())
                        .param("status", status.label())
                        .param("now", now())
                        .param("exitCode", exitCode.code())
                        .param("execution", execution)
                        .params(books.toMap())
                        .param(
                                "embedded",
                                report.embeddedCandidates().get() + report.embeddedPostings().get())
                        .param("matched", report.matchedPostings().get())
                        .param("report", json.writeValueAsString(RunReportJson.of(report)))
                        .param("error", error.isEmpty() ? null : error)
                        .update();
        if (ended == 0) {
            return;
        }
        scheduled.finish(id, execution, status, report, error);
        if (status == RunStatus.STOPPED || status == RunStatus.FAILED) {
            jdbc.sql(END_INGESTION)
                    .param("id", id.value())
                    .param("status", status.label())
                    .param("now", now())
                    .update();
        }
    }

    /** Makes sure of the time partitions of the coming months; costs nothing where they exist. */
    void preparePartitions() {
        jdbc.sql(PARTITIONS).param("now", now()).query(Integer.class).single();
    }

    /** Ends the rows of runs whose process is gone; only while holding their scope's lock. */
    void failDead(List<String> commands) {
        jdbc.sql(FAIL_DEAD).param("now", now()).param("commands", commands).update();
        jdbc.sql(FAIL_DEAD_INGESTION).param("now", now()).param("commands", commands).update();
        scheduled.failDead(commands);
        jdbc.sql(FAIL_UNKNOWN_STEPS).param("commands", commands).update();
        jdbc.sql(FAIL_UNKNOWN).param("commands", commands).update();
    }

    /** Drops what dead processes claimed; only while holding the scope's lock alone. */
    void dropClaims(List<String> commands) {
        if (commands.contains("embed")) {
            jdbc.sql(DROP_CLAIMS).update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
