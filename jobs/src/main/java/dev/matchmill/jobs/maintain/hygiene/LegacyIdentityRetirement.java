package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.SweepJob;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;

/** Deletes sign-in identifiers of a former provider after their last day; users stay. */
public final class LegacyIdentityRetirement {

    private static final Duty DUTY =
            new Duty(
                    "J29",
                    "legacyIdentityRetirement",
                    JobFrequency.WEEKLY,
                    "Remove retired sign-in identifiers");

    private static final Sweep IDENTITIES =
            new Sweep(
                    "user_legacy_identities",
                    """
                    FROM user_legacy_identities d
                    WHERE d.retire_after < :today
                    """,
                    "d.id",
                    "d.user_id IN (SELECT user_id FROM compliance.held_users)",
                    "DELETE FROM user_legacy_identities i USING picked WHERE i.id = picked.id",
                    Sweep.FEW);

    private LegacyIdentityRetirement() {}

    public static MaintenanceJob of(RecurringParts parts) {
        return new SweepJob(DUTY, List.of(IDENTITIES), parts);
    }
}
