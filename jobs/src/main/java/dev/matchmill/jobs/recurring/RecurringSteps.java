package dev.matchmill.jobs.recurring;

import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.StopRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the steps of one run of recurring jobs, {@code maintain.<job>}, one a job, and last {@code
 * maintain.verdict}. Restartable from the data: what is done is no longer due.
 */
public record RecurringSteps(JobParts parts, StopRequest stop) {

    private static final String EXECUTION =
            """
            SELECT job_execution_id
            FROM batch.batch_job_execution_params
            WHERE parameter_name = 'run'
              AND parameter_value = :run
            ORDER BY job_execution_id DESC
            LIMIT 1
            """;

    /** The steps, jobs in their given order; those that are switched off do nothing. */
    public List<Step> of(List<MaintenanceJob> jobs, Window window) {
        return steps(jobs, window, false);
    }

    /** The steps of a job that somebody asked for: it runs also when it is switched off. */
    public List<Step> asked(MaintenanceJob job, Window window) {
        return steps(List.of(job), window, true);
    }

    private List<Step> steps(List<MaintenanceJob> jobs, Window window, boolean isAsked) {
        MaintenanceRuns runs = new MaintenanceRuns(parts.jdbc(), parts.clock(), parts.json());
        MaintenanceStep.Parts shared =
                new MaintenanceStep.Parts(
                        runs, new Findings(parts.jdbc(), parts.json()), parts.writes(), stop);
        Verdict verdict = new Verdict(() -> execution(parts.jdbc(), parts.run()));
        List<Step> steps = new ArrayList<>();
        for (MaintenanceJob job : jobs) {
            steps.add(
                    parts.steps()
                            .repeatedUntil(
                                    "maintain." + job.duty().name(),
                                    new MaintenanceStep(job, shared, window, verdict, isAsked),
                                    window::isOver));
        }
        steps.add(parts.steps().repeatedUntil("maintain.verdict", verdict, verdict::isWorkLeft));
        return steps;
    }

    /** Makes sure that every job has its row in {@code ops.scheduled_jobs}. */
    public void register(List<MaintenanceJob> jobs) {
        MaintenanceRuns runs = new MaintenanceRuns(parts.jdbc(), parts.clock(), parts.json());
        jobs.forEach(job -> runs.register(job.duty()));
    }

    /** What the jobs would do now, by job; changes nothing. */
    public Map<Duty, Tally> plan(List<MaintenanceJob> jobs) throws SQLException {
        Map<Duty, Tally> plan = new LinkedHashMap<>();
        for (MaintenanceJob job : jobs) {
            Visit visit = new Visit(parts.clock().instant(), stop, Window.open(parts.clock()));
            job.plan(visit);
            plan.put(job.duty(), visit.tally());
        }
        return plan;
    }

    private static long execution(JdbcClient jdbc, CurrentRun run) {
        return jdbc.sql(EXECUTION)
                .param("run", Long.toString(run.id().value()))
                .query(Long.class)
                .single();
    }
}
