package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.SweepJob;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;

/** Deletes sessions and grants on files whose time has passed. */
public final class SessionCleanup {

    private static final Duty DUTY =
            new Duty(
                    "J01",
                    "sessionCleanup",
                    JobFrequency.DAILY,
                    "Delete expired sessions and lapsed file grants");

    // So few that who uses a session just then waits for less than 200 ms, on a busy server too.
    private static final int PIECE = 2_000;

    private static final Sweep SESSIONS =
            new Sweep(
                    "user_sessions",
                    """
                    FROM user_sessions d
                    WHERE d.expires_at < :now
                    """,
                    "d.expires_at",
                    "d.user_id IN (SELECT user_id FROM compliance.held_users)",
                    """
                    DELETE FROM user_sessions s
                    USING picked
                    WHERE s.id = picked.id
                    """,
                    PIECE);

    private static final Sweep GRANTS =
            new Sweep(
                    "file_access_controls",
                    """
                    FROM file_access_controls d
                    WHERE d.expires_at < :now
                    """,
                    "d.expires_at",
                    """
                    d.file_id IN (
                        SELECT f.id
                        FROM files f
                        JOIN compliance.held_candidates h ON h.candidate_id = f.candidate_id)
                    OR d.grantee_user_id IN (SELECT user_id FROM compliance.held_users)
                    """,
                    "DELETE FROM file_access_controls g USING picked WHERE g.id = picked.id",
                    Sweep.FEW);

    private SessionCleanup() {}

    /** The statement of one piece of sessions, with {@code :now} and {@code :limit}. */
    public static String statement() {
        return SESSIONS.statement();
    }

    public static MaintenanceJob of(RecurringParts parts) {
        return new SweepJob(DUTY, List.of(SESSIONS, GRANTS), parts);
    }
}
