package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.maintain.Duty;
import dev.matchmill.jobs.maintain.MaintainParts;
import dev.matchmill.jobs.maintain.MaintenanceJob;
import dev.matchmill.jobs.maintain.Visit;
import java.util.List;

/** A job that is nothing but sweeps, one after the other. */
record SweepJob(Duty duty, List<Sweep> sweeps, MaintainParts parts) implements MaintenanceJob {

    @Override
    public void run(Visit visit) {
        sweeps.forEach(sweep -> sweep.run(parts, visit));
    }

    @Override
    public void plan(Visit visit) {
        sweeps.forEach(sweep -> sweep.plan(parts, visit));
    }
}
