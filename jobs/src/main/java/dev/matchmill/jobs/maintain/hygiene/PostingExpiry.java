package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.SweepJob;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;

/**
 * Ends what has an end: postings (their matches are invalidated in the same statement), their
 * publications, offers, consents and background checks. A hold keeps data, not an offer open: so
 * these are closed under a hold as well, and nothing is lost by it.
 */
public final class PostingExpiry {

    private static final Duty DUTY =
            new Duty(
                    "J03",
                    "jobExpiry",
                    JobFrequency.DAILY,
                    "Close expired jobs, expire postings and offers, consents, checks");

    private static final String NEVER = "false";

    private static final Sweep POSTINGS =
            new Sweep(
                    "jobs",
                    """
                    FROM jobs d
                    WHERE d.status = 'open' AND d.expires_at <= :now
                    """,
                    "d.expires_at",
                    NEVER,
                    """
                    , invalidated AS (
                        INSERT INTO pipeline.match_invalidations (job_id, reason, created_at)
                        SELECT id, 'job_closed', :now
                        FROM picked
                        ON CONFLICT DO NOTHING)
                    UPDATE jobs
                    SET status = 'closed', closed_at = :now, close_reason = 'expired'
                    FROM picked
                    WHERE jobs.id = picked.id
                    """,
                    Sweep.FEW);

    private static final Sweep PUBLICATIONS =
            new Sweep(
                    "job_source_postings",
                    """
                    FROM job_source_postings d
                    WHERE d.status = 'live'
                      AND (d.expires_at <= :now
                           OR EXISTS (
                               SELECT 1 FROM jobs j WHERE j.id = d.job_id AND j.status <> 'open'))
                    """,
                    "d.id",
                    NEVER,
                    """
                    UPDATE job_source_postings
                    SET status = 'expired', removed_at = :now
                    FROM picked
                    WHERE job_source_postings.id = picked.id
                    """,
                    Sweep.FEW);

    private static final Sweep OFFERS = expiry("offers", "sent");
    private static final Sweep CONSENTS = expiry("candidate_consents", "granted");
    private static final Sweep CHECKS = expiry("background_checks", "completed");

    private PostingExpiry() {}

    public static MaintenanceJob of(RecurringParts parts) {
        return new SweepJob(DUTY, List.of(POSTINGS, PUBLICATIONS, OFFERS, CONSENTS, CHECKS), parts);
    }

    private static Sweep expiry(String table, String running) {
        return new Sweep(
                table,
                "FROM " + table + " d WHERE d.status = '" + running + "' AND d.expires_at <= :now",
                "d.expires_at",
                NEVER,
                "UPDATE %s SET status = 'expired' FROM picked WHERE %s.id = picked.id"
                        .formatted(table, table),
                Sweep.FEW);
    }
}
