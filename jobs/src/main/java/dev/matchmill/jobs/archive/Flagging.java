package dev.matchmill.jobs.archive;

import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Sweep;
import dev.matchmill.jobs.recurring.Visit;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Marks applications as archived, in pieces: {@code archived_at} is when it happened. They leave
 * the live table later, with J20.
 *
 * @param what what they are, for the books
 * @param due FROM and WHERE on {@code d}, the application, and {@code o}, its organization
 */
record Flagging(String what, List<Cutoff> cutoffs, String due) {

    private static final Cutoff FLAG = Cutoff.of("flag_cutoff", "application", "flag");
    private static final Cutoff ARCHIVE = Cutoff.of("archive_cutoff", "application", "archive");
    private static final Cutoff JOB = Cutoff.of("job_cutoff", "job", "archive");

    private static final String HELD =
            "d.id IN (SELECT application_id FROM compliance.held_applications)";

    /** Rejected ones, by the day of the rejection, whatever touched the row since. */
    static Flagging rejected() {
        return new Flagging(
                "applications",
                List.of(FLAG),
                """
                FROM applications d
                JOIN organizations o ON o.id = d.organization_id
                WHERE d.status = 'rejected' AND d.archived_at IS NULL
                  AND
                """
                        + FLAG.isPassed("d.status_changed_at", "d.organization_id", "o.country"));
    }

    /**
     * Those that have come to an end, of postings that are due to leave: hired and withdrawn ones
     * are flagged by nobody else, and would keep their posting for ever.
     */
    static Flagging ofEndedPostings() {
        return new Flagging(
                "flagged with their posting",
                List.of(ARCHIVE, JOB),
                """
                FROM applications d
                JOIN jobs j ON j.id = d.job_id
                JOIN organizations o ON o.id = d.organization_id
                WHERE d.status IN ('rejected', 'withdrawn', 'hired') AND d.archived_at IS NULL
                  AND j.status IN ('closed', 'archived')
                  AND
                """
                        + JOB.isPassed("j.closed_at", "d.organization_id", "o.country")
                        + "\n  AND "
                        + ARCHIVE.isPassed(
                                "d.status_changed_at", "d.organization_id", "o.country"));
    }

    /** The statement of one piece, with {@code :now} and {@code :limit}. */
    String statement() {
        return """
        WITH %s,
        picked AS MATERIALIZED (
        SELECT d.id
        %s
          AND NOT (%s)
        ORDER BY d.status_changed_at
        LIMIT :limit
        FOR UPDATE OF d SKIP LOCKED)
        UPDATE applications SET archived_at = :now FROM picked WHERE applications.id = picked.id
        """
                .formatted(expressions(), due, HELD);
    }

    void run(RecurringParts parts, Visit visit) {
        visit.affect(what, 0);
        long flagged = Sweep.FEW;
        while (flagged > 0 && !visit.isOver()) {
            flagged = parts.writes().inNew(() -> piece(parts.jdbc(), visit));
            visit.affect(what, flagged);
        }
        visit.hold(what, count(parts.jdbc(), visit, HELD));
    }

    void plan(RecurringParts parts, Visit visit) {
        visit.affect(what, count(parts.jdbc(), visit, "NOT (" + HELD + ")"));
        visit.hold(what, count(parts.jdbc(), visit, HELD));
    }

    private long piece(JdbcClient jdbc, Visit visit) {
        return jdbc.sql(statement()).param("now", visit.now()).param("limit", Sweep.FEW).update();
    }

    private long count(JdbcClient jdbc, Visit visit, String more) {
        return jdbc.sql("WITH %s SELECT count(*) %s AND %s".formatted(expressions(), due, more))
                .param("now", visit.now())
                .query(Long.class)
                .single();
    }

    private String expressions() {
        return cutoffs.stream().map(Cutoff::expression).collect(Collectors.joining(",\n"));
    }
}
