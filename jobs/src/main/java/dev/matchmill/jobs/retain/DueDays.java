package dev.matchmill.jobs.retain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the day on which a row is due into its column {@code retention_until}, so that others can
 * read it. Only rows whose day is another one are touched. What decides is computed anew each time.
 */
record DueDays(JdbcClient jdbc, PlanMaker.Pieces pieces) {

    /** Writes the days of a page of one table; returns how many changed. */
    int write(List<Judgement> page) {
        List<Judgement> changed = page.stream().filter(DueDays::isChanged).toList();
        if (changed.isEmpty()) {
            return 0;
        }
        RetainedTable table = changed.getFirst().table();
        Long[] ids = changed.stream().map(it -> it.row().id()).toArray(Long[]::new);
        String[] days =
                changed.stream()
                        .map(DueDays::day)
                        .map(it -> it == null ? null : it.toString())
                        .toArray(String[]::new);
        return pieces.inNew(() ->
                jdbc.sql(
                                """
                                UPDATE %s d
                                SET retention_until = v.day
                                FROM unnest(CAST(:ids AS bigint[]), CAST(:days AS date[])) AS v (id, day)
                                WHERE %s = v.id
                                  AND d.retention_until IS DISTINCT FROM v.day
                                """
                                        .formatted(table.name(), table.id()))
                        .param("ids", ids)
                        .param("days", days)
                        .update());
    }

    private static boolean isChanged(Judgement judged) {
        return judged.table().hasRetentionUntil()
                && !Objects.equals(judged.row().storedDay(), day(judged));
    }

    private static @Nullable LocalDate day(Judgement judged) {
        return judged.decision().map(Decision::due).orElse(null);
    }
}
