package dev.matchmill.jobs.recurring;

import dev.matchmill.migrations.type.RunStatus;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of {@code ops.scheduled_jobs} and {@code ops.maintenance_runs}. Only for who holds the
 * lock of the job's frequency.
 */
record MaintenanceRuns(JdbcClient jdbc, Clock clock, JsonMapper json) {

    // When and how late a job may be, and whether at all, is the administrator's.
    private static final String REGISTER =
            """
            INSERT INTO ops.scheduled_jobs (job_name, frequency, max_age, description)
            VALUES (:name, CAST(:frequency AS job_frequency),
                    CASE :frequency
                        WHEN 'hourly' THEN interval '3 hours'
                        WHEN 'daily' THEN interval '26 hours'
                        WHEN 'weekly' THEN interval '8 days'
                        WHEN 'monthly' THEN interval '35 days'
                        ELSE interval '100 days' END,
                    :does)
            ON CONFLICT (job_name) DO UPDATE
            SET frequency = EXCLUDED.frequency, description = EXCLUDED.description
            WHERE (ops.scheduled_jobs.frequency, ops.scheduled_jobs.description)
                  IS DISTINCT FROM (EXCLUDED.frequency, EXCLUDED.description)
            """;

    private static final String IS_ENABLED =
            "SELECT is_enabled FROM ops.scheduled_jobs WHERE job_name = :name";

    private static final String FAIL_DEAD =
            """
            UPDATE ops.maintenance_runs
            SET status = 'failed',
                finished_at = greatest(:now, started_at),
                error_message = 'the process died; a later run went on'
            WHERE job_name = :name
              AND status = 'running'
            """;

    private static final String BEGIN =
            """
            INSERT INTO ops.maintenance_runs (job_name, batch_job_execution_id, started_at)
            VALUES (:name, :execution, :now)
            RETURNING id
            """;

    private static final String STARTED =
            "UPDATE ops.scheduled_jobs SET last_started_at = :now WHERE job_name = :name";

    private static final String FINISH =
            """
            UPDATE ops.maintenance_runs
            SET status = CAST(:status AS run_status),
                finished_at = greatest(:now, started_at),
                rows_affected = :rows,
                summary = CAST(:summary AS jsonb),
                error_message = :error
            WHERE id = :id
            """;

    private static final String SUCCEEDED =
            "UPDATE ops.scheduled_jobs SET last_succeeded_at = :now WHERE job_name = :name";

    void register(Duty duty) {
        jdbc.sql(REGISTER)
                .param("name", duty.name())
                .param("frequency", duty.frequency().label())
                .param("does", duty.does())
                .update();
    }

    boolean isEnabled(Duty duty) {
        return jdbc.sql(IS_ENABLED)
                .param("name", duty.name())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /** Ends what a dead process left running, and starts a new run. */
    long begin(Duty duty, long execution) {
        jdbc.sql(FAIL_DEAD).param("name", duty.name()).param("now", now()).update();
        jdbc.sql(STARTED).param("name", duty.name()).param("now", now()).update();
        return jdbc.sql(BEGIN)
                .param("name", duty.name())
                .param("execution", execution)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    void finish(long id, Duty duty, RunStatus status, Tally tally, @Nullable String error) {
        jdbc.sql(FINISH)
                .param("id", id)
                .param("status", status.label())
                .param("now", now())
                .param("rows", tally.rows())
                .param("summary", json.writeValueAsString(tally.toMap()))
                .param("error", error)
                .update();
        if (status == RunStatus.COMPLETED) {
            jdbc.sql(SUCCEEDED).param("name", duty.name()).param("now", now()).update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
