package dev.matchmill.jobs.recurring;

import java.util.List;

/** A job that is nothing but sweeps, one after the other. */
public record SweepJob(Duty duty, List<Sweep> sweeps, RecurringParts parts)
        implements MaintenanceJob {

    @Override
    public void run(Visit visit) {
        sweeps.forEach(sweep -> sweep.run(parts, visit));
    }

    @Override
    public void plan(Visit visit) {
        sweeps.forEach(sweep -> sweep.plan(parts, visit));
    }
}
