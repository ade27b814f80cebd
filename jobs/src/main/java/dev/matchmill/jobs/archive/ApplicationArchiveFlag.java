package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;

/** Flags applications that were rejected long ago, so that daily work no longer sees them. */
record ApplicationArchiveFlag(RecurringParts parts) implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J16",
                    "applicationArchiveFlag",
                    JobFrequency.MONTHLY,
                    "Flag rejected applications older than six months");

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) {
        Flagging.rejected().run(parts, visit);
    }

    @Override
    public void plan(Visit visit) {
        Flagging.rejected().plan(parts, visit);
    }
}
