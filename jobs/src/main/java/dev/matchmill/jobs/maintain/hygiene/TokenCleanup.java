package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.SweepJob;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;

/** Deletes tokens that have expired, used or not, and those used more than a day ago. */
public final class TokenCleanup {

    private static final Duty DUTY =
            new Duty("J02", "tokenCleanup", JobFrequency.DAILY, "Delete expired and used tokens");

    private static final Sweep RESETS =
            new Sweep(
                    "password_reset_tokens",
                    """
                    FROM password_reset_tokens d
                    WHERE (d.expires_at < :now OR d.used_at < :now - interval '24 hours')
                    """,
                    "d.id",
                    "d.user_id IN (SELECT user_id FROM compliance.held_users)",
                    "DELETE FROM password_reset_tokens t USING picked WHERE t.id = picked.id",
                    Sweep.MANY);

    private static final Sweep VERIFICATIONS =
            new Sweep(
                    "verification_tokens",
                    """
                    FROM verification_tokens d
                    WHERE (d.expires_at < :now OR d.consumed_at < :now - interval '24 hours')
                    """,
                    "d.id",
                    """
                    d.organization_id IN (
                        SELECT organization_id FROM compliance.held_organizations)
                    OR d.identifier IN (
                        SELECT u.email
                        FROM users u
                        JOIN compliance.held_users h ON h.user_id = u.id)
                    """,
                    "DELETE FROM verification_tokens t USING picked WHERE t.id = picked.id",
                    Sweep.MANY);

    private TokenCleanup() {}

    public static MaintenanceJob of(RecurringParts parts) {
        return new SweepJob(DUTY, List.of(RESETS, VERIFICATIONS), parts);
    }
}
