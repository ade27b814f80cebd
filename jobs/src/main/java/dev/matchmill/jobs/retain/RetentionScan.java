package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the rows that rules are about, in pages, and judges them. Changes nothing. */
record RetentionScan(JdbcClient jdbc, RetentionRules rules, Instant now) {

    private static final int PAGE = 2_000;

    /** Every row of the table that is not ended yet, a page at a time, until the time is over. */
    void pages(RetainedTable table, BooleanSupplier over, Consumer<List<Judgement>> page) {
        String query = table.query("AND " + table.id() + " > :after", "LIMIT :limit");
        long after = Long.MIN_VALUE;
        while (!over.getAsBoolean()) {
            List<RetainedRow> rows =
                    jdbc.sql(query)
                            .param("after", after)
                            .param("limit", PAGE)
                            .query((row, _) -> RetainedRow.of(row))
                            .list();
            if (rows.isEmpty()) {
                return;
            }
            page.accept(judged(table, rows));
            after = rows.getLast().id();
        }
    }

    /** The rows of these keys that are still there, locked where they can be. */
    List<Judgement> locked(RetainedTable table, Collection<Long> ids) {
        List<RetainedRow> rows =
                jdbc.sql(
                                table.query(
                                        "AND " + table.id() + " = ANY (:ids)",
                                        table.isLockable() ? "FOR UPDATE OF d" : ""))
                        .param("ids", ids.toArray(Long[]::new))
                        .query((row, _) -> RetainedRow.of(row))
                        .list();
        return judged(table, rows);
    }

    /** The rows of one person. */
    List<Judgement> ofCandidate(RetainedTable table, long candidate) {
        List<RetainedRow> rows =
                jdbc.sql(table.query("AND " + table.candidate() + " = :candidate", ""))
                        .param("candidate", candidate)
                        .query((row, _) -> RetainedRow.of(row))
                        .list();
        return judged(table, rows);
    }

    private List<Judgement> judged(RetainedTable table, List<RetainedRow> rows) {
        return rows.stream().map(row -> Judgement.of(table, row, rules, now)).toList();
    }
}
