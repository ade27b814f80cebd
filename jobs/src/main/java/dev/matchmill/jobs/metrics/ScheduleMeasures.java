package dev.matchmill.jobs.metrics;

import java.util.List;

/** Figures of the schedule. */
final class ScheduleMeasures {

    static final List<Measure> ALL =
            List.of(
                    new Measure(
                            "matchmill_schedule_exit_code",
                            "Exit code of the last due run of each enabled job that has ended.",
                            "job_name",
                            ServerMeasures.MINUTE,
                            """
                            SELECT DISTINCT ON (job_name) job_name AS label, exit_code AS value
                            FROM ops.schedule_runs
                            JOIN ops.scheduled_jobs USING (job_name)
                            WHERE exit_code IS NOT NULL AND finished_at IS NOT NULL
                              AND is_enabled
                            ORDER BY job_name, due_at DESC
                            """),
                    new Measure(
                            "matchmill_schedule_unfinished_seconds",
                            "How long due runs have been running or tried again.",
                            "job_name",
                            ServerMeasures.MINUTE,
                            """
                            SELECT job_name AS label,
                                   extract(epoch FROM :now - min(due_at))::float8 AS value
                            FROM ops.schedule_runs
                            WHERE finished_at IS NULL
                            GROUP BY 1
                            """),
                    new Measure(
                            "matchmill_schedule_halted",
                            "1 when a job ended with 64 or 78 and waits for somebody.",
                            "job_name",
                            ServerMeasures.MINUTE,
                            """
                            SELECT job_name AS label, (halted_exit_code IS NOT NULL)::int AS value
                            FROM ops.scheduled_jobs
                            WHERE is_enabled
                            """),
                    new Measure(
                            "matchmill_takeovers_last_day",
                            "Due runs of the last 24 hours that a node took over from one that"
                                    + " died.",
                            "",
                            ServerMeasures.MINUTE,
                            """
                            SELECT '' AS label, coalesce(sum(takeover_count), 0) AS value
                            FROM ops.schedule_runs
                            WHERE due_at > CAST(:now AS timestamptz) - interval '1 day'
                            """),
                    new Measure(
                            "matchmill_schedule_missed_last_day",
                            "Due runs of the last 24 hours that were too late and left out.",
                            "",
                            ServerMeasures.MINUTE,
                            """
                            SELECT '' AS label, count(*) AS value
                            FROM ops.schedule_runs
                            WHERE is_missed
                              AND due_at > CAST(:now AS timestamptz) - interval '1 day'
                            """));

    private ScheduleMeasures() {}
}
