package dev.matchmill.jobs.archive;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows of a root are due to leave, as SQL on {@code d}, the row, and {@code o}, its
 * organization.
 *
 * @param cutoffs the periods that the condition compares with
 * @param due the condition
 * @param held the condition that somebody ordered to preserve the row
 * @param order the column that pieces are taken by, in the order of an index
 */
record DueRows(Root root, List<Cutoff> cutoffs, String due, String held, String order) {

    private static final Cutoff APPLICATIONS =
            Cutoff.of("application_cutoff", "application", "archive");
    private static final Cutoff JOBS = Cutoff.of("job_cutoff", "job", "archive");
    private static final String HELD_APPLICATION =
            "d.id IN (SELECT application_id FROM compliance.held_applications)";

    private static final String ENDED = "IN ('closed', 'archived')";

    /** Flagged ones whose status last changed before the period. */
    static DueRows applications() {
        return new DueRows(
                Root.APPLICATION,
                List.of(APPLICATIONS),
                "d.archived_at IS NOT NULL AND "
                        + APPLICATIONS.isPassed(
                                "d.status_changed_at", "d.organization_id", "o.country"),
                HELD_APPLICATION,
                "archived_at");
    }

    /** Postings that ended before the period. */
    static DueRows jobs() {
        return new DueRows(
                Root.JOB,
                List.of(JOBS),
                "d.status "
                        + ENDED
                        + " AND "
                        + JOBS.isPassed("d.closed_at", "d.organization_id", "o.country"),
                "d.id IN (SELECT job_id FROM compliance.held_jobs)",
                "closed_at");
    }

    /** The common table expressions, to follow WITH. */
    String expressions() {
        return cutoffs.stream().map(Cutoff::expression).collect(Collectors.joining(",\n"));
    }

    /** FROM and WHERE. */
    String from() {
        return """
        FROM %s d
        JOIN organizations o ON o.id = d.organization_id
        WHERE %s
        """
                .formatted(root.table(), due);
    }
}
