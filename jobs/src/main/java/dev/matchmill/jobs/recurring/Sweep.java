package dev.matchmill.jobs.recurring;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that have become due and are changed in bounded pieces, each in a transaction of its own,
 * until none is left. Rows that somebody else has locked are left for the next run; a hold that is
 * being placed is waited for, so that none arrives between looking and changing.
 *
 * @param what what the rows are, for the books
 * @param due rows of the sweep: everything from FROM on, with {@code :now} and {@code :today};
 *     aliased {@code d}
 * @param order the columns of {@code d} that the pieces are taken by, in the order of an index
 * @param held condition on {@code d} that keeps a row, since somebody ordered to preserve it
 * @param change the statement on the ids of {@code picked}, which is one piece
 * @param limit rows of one piece
 */
public record Sweep(String what, String due, String order, String held, String change, int limit) {

    /** Rows without audit trail: cheap. */
    public static final int MANY = 10_000;

    /** Rows whose change is audited, or drags others along. */
    public static final int FEW = 1_000;

    /** Sweeps until nothing is left or the visit is over. */
    public void run(RecurringParts parts, Visit visit) {
        visit.affect(what, 0);
        long changed = limit;
        while (changed > 0 && !visit.isOver()) {
            changed = EndingWrites.of(parts).inNew(() -> piece(parts.jdbc(), visit));
            visit.affect(what, changed);
        }
        visit.hold(what, count(parts.jdbc(), visit).held());
    }

    /** Counts what is due. */
    public void plan(RecurringParts parts, Visit visit) {
        Count count = count(parts.jdbc(), visit);
        visit.affect(what, count.due());
        visit.hold(what, count.held());
    }

    private record Count(long due, long held) {}

    /** The statement of one piece, with {@code :now}, {@code :today} and {@code :limit}. */
    public String statement() {
        // Materialized: picked once, however the statement is planned.
        return """
        WITH picked AS MATERIALIZED (
        SELECT d.id
        %s
          AND (%s) IS NOT TRUE
        ORDER BY %s
        LIMIT :limit
        FOR UPDATE OF d SKIP LOCKED)
        %s
        """
                .formatted(due, held, order, change);
    }

    private long piece(JdbcClient jdbc, Visit visit) {
        return jdbc.sql(statement())
                .param("now", visit.now())
                .param("today", visit.today())
                .param("limit", limit)
                .update();
    }

    private Count count(JdbcClient jdbc, Visit visit) {
        String count =
                """
                SELECT count(*) FILTER (WHERE (%s) IS NOT TRUE) AS due,
                       count(*) FILTER (WHERE %s) AS held
                %s
                """
                        .formatted(held, held, due);
        return jdbc.sql(count)
                .param("now", visit.now())
                .param("today", visit.today())
                .query((row, _) -> new Count(row.getLong("due"), row.getLong("held")))
                .single();
    }
}
