package dev.matchmill.jobs.maintain.hygiene;

import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.Visit;
import dev.matchmill.migrations.type.JobFrequency;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives applications that came without a profile their candidate: the one of that address, or a new
 * one. Those of a document that is turned away are left to whoever resolves it, and those that
 * would be the candidate's second for a posting to a person.
 */
public final class ApplicationLinking implements MaintenanceJob {

    private static final Duty DUTY =
            new Duty(
                    "J09",
                    "applicationLinking",
                    JobFrequency.DAILY,
                    "Link applications to candidates by address");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int PIECE = 500;

    private static final String UNLINKED =
            """
            FROM applications a
            WHERE a.candidate_id IS NULL
              AND a.anonymized_at IS NULL
              AND a.created_at <= :now
              AND NOT EXISTS (
                  SELECT 1
                  FROM pipeline.source_records r
                  JOIN pipeline.dead_letters l
                    ON l.source_id = r.source_id
                   AND l.external_id = r.external_id
                   AND l.posting_ref = r.posting_ref
                   AND l.status IN ('open', 'replaying')
                  WHERE r.application_id = a.id)
            """;

    private static final String COUNT = "SELECT count(*)\n" + UNLINKED;

    private static final String PICK =
            "SELECT a.id, a.candidate_email\n"
                    + UNLINKED
                    + """
                      AND a.id > :after
                    ORDER BY a.id
                    LIMIT :limit
                    FOR UPDATE OF a SKIP LOCKED
                    """;

    // Called by the address until the profile is known; never by a name that nobody gave.
    private static final String CREATE =
            """
            INSERT INTO candidates (email, full_name, source, metadata, last_activity_at)
            SELECT candidate_email, split_part(candidate_email, '@', 1), source,
                   '{"name_unknown": true}'::jsonb, applied_at
            FROM applications
            WHERE id = :id
            ON CONFLICT (email) DO NOTHING
            """;

    private static final String LINK =
            """
            UPDATE applications a
            SET candidate_id = coalesce(c.merged_into_id, c.id)
            FROM candidates c
            WHERE a.id = :id
              AND a.candidate_id IS NULL
              AND c.email = a.candidate_email
            """;

    private final RecurringParts parts;

    public ApplicationLinking(RecurringParts parts) {
        this.parts = parts;
    }

    private record Unlinked(long id, String email) {}

    /** What became of one piece; {@code last} is 0 when there was none. */
    private record Piece(long last, long created, long linked, long refused) {}

    @Override
    public Duty duty() {
        return DUTY;
    }

    @Override
    public void run(Visit visit) {
        visit.affect("applications", 0);
        visit.affect("candidates", 0);
        long refused = 0;
        Piece piece = new Piece(-1, 0, 0, 0);
        while (piece.last() != 0 && !visit.isOver()) {
            long after = Math.max(0, piece.last());
            piece = parts.writes().inNew(() -> link(parts.jdbc(), after, visit));
            visit.affect("applications", piece.linked());
            visit.affect("candidates", piece.created());
            refused += piece.refused();
        }
        visit.note("second of a posting", refused);
    }

    @Override
    public void plan(Visit visit) {
        visit.affect(
                "applications",
                parts.jdbc().sql(COUNT).param("now", visit.now()).query(Long.class).single());
    }

    private Piece link(JdbcClient jdbc, long after, Visit visit) {
        List<Unlinked> unlinked =
                jdbc.sql(PICK)
                        .param("now", visit.now())
                        .param("after", after)
                        .param("limit", PIECE)
                        .query((row, _) ->
                                new Unlinked(row.getLong("id"), row.getString("candidate_email")))
                        .list();
        long created = 0;
        long linked = 0;
        // By address, so that two who link at once don't wait for each other in a circle.
        for (Unlinked one :
                unlinked.stream().sorted(Comparator.comparing(Unlinked::email)).toList()) {
            created += jdbc.sql(CREATE).param("id", one.id()).update();
            linked += linkOne(jdbc, one.id());
        }
        long last = unlinked.isEmpty() ? 0 : unlinked.getLast().id();
        return new Piece(last, created, linked, unlinked.size() - linked);
    }

    private int linkOne(JdbcClient jdbc, long id) {
        return parts.writes()
                .inHalves(
                        List.of(id),
                        ids -> List.of(jdbc.sql(LINK).param("id", ids.getFirst()).update()),
                        (_, state) -> second(state))
                .getFirst();
    }

    private static int second(String state) {
        if (!state.equals(UNIQUE_VIOLATION)) {
            throw new IllegalStateException("linking was refused with SQLSTATE " + state);
        }
        return 0;
    }
}
