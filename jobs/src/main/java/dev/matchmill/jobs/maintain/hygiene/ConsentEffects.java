package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.EndingWrites;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes what a consent allowed once it was withdrawn or has expired and no other one of the same
 * kind stands: memberships of talent pools, recordings, pending background checks, matches,
 * equal-opportunity answers. What has another ground, such as a membership without a consent, is
 * left alone.
 */
public final class ConsentEffects implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J10",
                    "consentEffects",
                    JobFrequency.DAILY,
                    "Remove what a withdrawn or expired consent allowed");

    private static final String HELD =
            "%s IN (SELECT candidate_id FROM compliance.held_candidates)";

    private static final Sweep MEMBERSHIPS =
            new Sweep(
                    "talent_pool_memberships",
                    """
                    FROM talent_pool_memberships d
                    WHERE EXISTS (
                        SELECT 1
                        FROM candidate_consents c
                        WHERE c.id = d.consent_id
                          AND c.consent_type = 'talent_pool'
                          AND c.status <> 'granted'
                          AND NOT EXISTS (
                              SELECT 1
                              FROM candidate_consents g
                              WHERE g.candidate_id = c.candidate_id
                                AND g.consent_type = 'talent_pool'
                                AND g.status = 'granted'
                                AND g.organization_id IS NOT DISTINCT FROM c.organization_id))
                    """,
                    "d.id",
                    HELD.formatted("d.candidate_id"),
                    "DELETE FROM talent_pool_memberships m USING picked WHERE m.id = picked.id",
                    Sweep.FEW);

    // A recording exists only under its consent. Its file goes with it: the sweep of orphans
    // removes the stored object later.
    private static final Sweep RECORDINGS =
            new Sweep(
                    "interview_recordings",
                    """
                    FROM interview_recordings d
                    JOIN candidate_consents c ON c.id = d.consent_id
                    WHERE c.consent_type = 'recording'
                      AND c.status <> 'granted'
                    """,
                    "d.id",
                    HELD.formatted("c.candidate_id")
                            + """
                             OR d.interview_id IN (
                                SELECT i.id
                                FROM interviews i
                                JOIN compliance.held_applications h
                                  ON h.application_id = i.application_id)
                            """,
                    """
                    , files_gone AS (
                        UPDATE files
                        SET deleted_at = :now
                        FROM interview_recordings r
                        JOIN picked ON picked.id = r.id
                        WHERE files.id = r.file_id
                          AND files.deleted_at IS NULL)
                    DELETE FROM interview_recordings r
                    USING picked
                    WHERE r.id = picked.id
                    """,
                    Sweep.FEW);

    private static final Sweep CHECKS =
            new Sweep(
                    "background_checks",
                    """
                    FROM background_checks d
                    JOIN candidate_consents c ON c.id = d.consent_id
                    WHERE c.consent_type = 'background_check'
                      AND c.status <> 'granted'
                      AND d.status IN ('pending', 'awaiting_consent')
                    """,
                    "d.id",
                    "false",
                    """
                    UPDATE background_checks b
                    SET status = 'cancelled'
                    FROM picked
                    WHERE b.id = picked.id
                    """,
                    Sweep.FEW);

    private final RecurringParts parts;

    public ConsentEffects(RecurringParts parts) {
        this.parts = parts;
    }

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) {
        List.of(MEMBERSHIPS, RECORDINGS, CHECKS).forEach(sweep -> sweep.run(parts, visit));
        MatchesWithoutConsent.run(parts, visit);
        AnswersWithoutConsent.run(parts, visit);
    }

    @Override
    public void plan(Visit visit) {
        List.of(MEMBERSHIPS, RECORDINGS, CHECKS).forEach(sweep -> sweep.plan(parts, visit));
        MatchesWithoutConsent.plan(parts, visit);
        AnswersWithoutConsent.plan(parts, visit);
    }

    /** Equal-opportunity answers: counted and removed without being read. */
    private static final class AnswersWithoutConsent {

        private static final String COUNT =
                "SELECT due, held FROM compliance.answers_without_consent()";

        private static final String REMOVE =
                "SELECT compliance.remove_answers_without_consent(:limit)";

        static void run(RecurringParts parts, Visit visit) {
            visit.affect("diversity_data", 0);
            long removed = Sweep.FEW;
            while (removed > 0 && !visit.isOver()) {
                removed =
                        EndingWrites.of(parts)
                                .inNew(() ->
                                        parts.jdbc()
                                                .sql(REMOVE)
                                                .param("limit", Sweep.FEW)
                                                .query(Long.class)
                                                .single());
                visit.affect("diversity_data", removed);
            }
            visit.hold("diversity_data", count(parts.jdbc(), "held"));
        }

        static void plan(RecurringParts parts, Visit visit) {
            visit.affect("diversity_data", count(parts.jdbc(), "due"));
            visit.hold("diversity_data", count(parts.jdbc(), "held"));
        }

        private static long count(JdbcClient jdbc, String column) {
            return jdbc.sql(COUNT).query((row, _) -> row.getLong(column)).single();
        }
    }
}
