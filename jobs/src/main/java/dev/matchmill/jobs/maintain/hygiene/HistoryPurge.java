package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.SweepJob;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;

/**
 * Deletes what the framework and the recurring jobs wrote about their own runs, as soon as no rule
 * of retention asks for it: that of logs of the pipeline, or of operational figures. Runs with
 * their reports and rejections, which have rules of their own, end with the retention evaluation.
 */
public final class HistoryPurge {

    private static final Duty DUTY =
            new Duty(
                    "J32",
                    "historyPurge",
                    JobFrequency.MONTHLY,
                    "Delete the framework's history and old runs of recurring jobs");

    // The longest of the rules: none of them may find its rows gone.
    private static final String PERIOD =
            """
            (SELECT max(p.period)
             FROM compliance.retention_policies p
             WHERE p.retention_class = '%s'
               AND (p.effective_to IS NULL OR p.effective_to > :today))
            """;

    // Its times have no zone, and are those of the machine that ran: some hours of the period.
    private static final Sweep EXECUTIONS =
            new Sweep(
                    "batch_job_executions",
                    """
                    FROM (SELECT job_execution_id AS id, create_time, status
                          FROM batch.batch_job_execution) d
                    WHERE d.create_time < CAST(:now AS timestamptz) AT TIME ZONE 'UTC' -\
                    """
                            + PERIOD.formatted("pipeline_log")
                            + "  AND d.status NOT IN ('STARTING', 'STARTED', 'STOPPING')\n",
                    "d.create_time",
                    "false",
                    """
                    , steps AS (
                        SELECT s.step_execution_id AS id
                        FROM batch.batch_step_execution s
                        JOIN picked ON picked.id = s.job_execution_id
                    ), step_contexts_gone AS (
                        DELETE FROM batch.batch_step_execution_context c
                        USING steps
                        WHERE c.step_execution_id = steps.id
                    ), steps_gone AS (
                        DELETE FROM batch.batch_step_execution s
                        USING picked
                        WHERE s.job_execution_id = picked.id
                    ), contexts_gone AS (
                        DELETE FROM batch.batch_job_execution_context c
                        USING picked
                        WHERE c.job_execution_id = picked.id
                    ), parameters_gone AS (
                        DELETE FROM batch.batch_job_execution_params p
                        USING picked
                        WHERE p.job_execution_id = picked.id
                    ), instances_gone AS (
                        DELETE FROM batch.batch_job_instance i
                        USING batch.batch_job_execution e, picked
                        WHERE e.job_execution_id = picked.id
                          AND i.job_instance_id = e.job_instance_id
                          AND NOT EXISTS (
                              SELECT 1
                              FROM batch.batch_job_execution o
                              WHERE o.job_instance_id = i.job_instance_id
                                AND o.job_execution_id NOT IN (SELECT id FROM picked))
                    )
                    DELETE FROM batch.batch_job_execution e
                    USING picked
                    WHERE e.job_execution_id = picked.id
                    """,
                    Sweep.FEW);

    // The last success of a job is what its lateness is judged by.
    private static final Sweep RUNS =
            new Sweep(
                    "maintenance_runs",
                    """
                    FROM ops.maintenance_runs d
                    WHERE d.finished_at < :now -\
                    """
                            + PERIOD.formatted("ops_metric")
                            + """
                              AND EXISTS (
                                  SELECT 1
                                  FROM ops.maintenance_runs later
                                  WHERE later.job_name = d.job_name
                                    AND later.status = 'completed'
                                    AND later.started_at > d.started_at)
                              AND NOT EXISTS (
                                  SELECT 1 FROM ops.maintenance_findings f WHERE f.run_id = d.id)
                              AND NOT EXISTS (
                                  SELECT 1
                                  FROM compliance.retention_actions a
                                  WHERE a.maintenance_run_id = d.id)
                            """,
                    "d.id",
                    "false",
                    "DELETE FROM ops.maintenance_runs r USING picked WHERE r.id = picked.id",
                    Sweep.MANY);

    private HistoryPurge() {}

    public static MaintenanceJob of(RecurringParts parts) {
        return new SweepJob(DUTY, List.of(EXECUTIONS, RUNS), parts);
    }
}
