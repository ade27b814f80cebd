package dev.matchmill.jobs.launch;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs that were: one row each in every table that tells of executions, over a year and a half. */
public record PastExecutions(JdbcClient jdbc) {

    // Numbers from 1,000,000 on: none is one that the sequences will give.
    private static final List<String> ROWS =
            List.of(
                    """
                    INSERT INTO batch.batch_job_instance
                        (job_instance_id, version, job_name, job_key)
                    SELECT 1000000 + i, 0, (ARRAY['run', 'ingest', 'match', 'maintain daily'])[i %% 4 + 1],
                           md5(i::text)
                    FROM generate_series(1, %1$d) i
                    """,
                    """
                    INSERT INTO batch.batch_job_execution
                        (job_execution_id, version, job_instance_id, create_time, start_time,
                         end_time, status, exit_code, exit_message, last_updated)
                    SELECT 1000000 + i, 2, 1000000 + i, t, t, t, 'COMPLETED', 'COMPLETED', '', t
                    FROM (SELECT i, localtimestamp - i * interval '540 days' / %1$d AS t
                          FROM generate_series(1, %1$d) i) past
                    """,
                    """
                    INSERT INTO batch.batch_job_execution_params
                        (job_execution_id, parameter_name, parameter_type, parameter_value,
                         identifying)
                    SELECT 1000000 + i, 'run', 'java.lang.Long', (1000000 + i)::text, 'Y'
                    FROM generate_series(1, %1$d) i
                    """,
                    """
                    INSERT INTO batch.batch_job_execution_context (job_execution_id, short_context)
                    SELECT 1000000 + i, '{}' FROM generate_series(1, %1$d) i
                    """,
                    """
                    INSERT INTO batch.batch_step_execution
                        (step_execution_id, version, step_name, job_execution_id, create_time,
                         start_time, end_time, status, exit_code, last_updated)
                    SELECT 1000000 + i, 3, 'step', 1000000 + i, t, t, t, 'COMPLETED', 'COMPLETED', t
                    FROM (SELECT i, localtimestamp - i * interval '540 days' / %1$d AS t
                          FROM generate_series(1, %1$d) i) past
                    """,
                    """
                    INSERT INTO batch.batch_step_execution_context
                        (step_execution_id, short_context)
                    SELECT 1000000 + i, '{}' FROM generate_series(1, %1$d) i
                    """,
                    """
                    INSERT INTO pipeline.runs
                        (command, status, started_at, finished_at, exit_code,
                         batch_job_execution_id)
                    SELECT (ARRAY['run', 'ingest', 'match', 'maintain daily'])[i %% 4 + 1],
                           'completed', t, t, 0, 1000000 + i
                    FROM (SELECT i, now() - i * interval '540 days' / %1$d AS t
                          FROM generate_series(1, %1$d) i) past
                    """,
                    """
                    INSERT INTO ops.maintenance_runs
                        (job_name, status, started_at, finished_at)
                    SELECT j.job_name, 'completed', t, t
                    FROM (SELECT min(job_name) AS job_name FROM ops.scheduled_jobs) j,
                         (SELECT now() - i * interval '540 days' / %1$d AS t
                          FROM generate_series(1, %1$d) i) past
                    """,
                    "ANALYZE");

    /** Adds so many of each. */
    public void add(int count) {
        ROWS.forEach(rows -> jdbc.sql(rows.formatted(count)).update());
    }
}
