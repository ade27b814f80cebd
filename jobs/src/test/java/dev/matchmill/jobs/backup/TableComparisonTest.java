package dev.matchmill.jobs.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableComparisonTest {

    @Test
    void a_dump_has_exactly_the_rows_of_its_snapshot() {
        List<TableState> dumped = List.of(table("a", 3L, 7), table("b", 5L, 1), table("c", 0L, 0));

        assertThat(
                        TableComparison.withDump(
                                dumped,
                                List.of(table("a", 3L, 0), table("b", 5L, 0), table("c", 0L, 0))))
                .isEmpty();
        assertThat(TableComparison.withDump(dumped, List.of(table("a", 2L, 0), table("b", 5L, 0))))
                .containsExactly(
                        new TableDifference("a", 2L, 3L, TableDifference.Cause.UNEXPLAINED),
                        new TableDifference("c", null, 0L, TableDifference.Cause.UNEXPLAINED));
    }

    @Test
    void a_table_that_nobody_wrote_to_must_be_equal_and_others_may_differ() {
        List<TableState> before =
                List.of(table("busy", null, 10), table("idle", null, 4), table("gone", null, 2));
        List<TableState> live = List.of(table("busy", 9L, 12), table("idle", 5L, 4));
        List<TableState> restored =
                List.of(table("busy", 7L, 0), table("idle", 4L, 0), table("gone", 1L, 0));

        assertThat(TableComparison.withLive(before, live, restored))
                .containsExactly(
                        new TableDifference("busy", 7L, 9L, TableDifference.Cause.CHANGED_SINCE),
                        new TableDifference("gone", 1L, null, TableDifference.Cause.CHANGED_SINCE),
                        new TableDifference("idle", 4L, 5L, TableDifference.Cause.UNEXPLAINED));
    }

    @Test
    void a_table_that_is_missing_in_the_copy_was_made_since_or_is_lost() {
        assertThat(
                        TableComparison.withLive(
                                List.of(table("lost", null, 4)),
                                List.of(table("lost", 1L, 4), table("new", 1L, 1)),
                                List.of()))
                .extracting(TableDifference::table, TableDifference::cause)
                .containsExactly(
                        tuple("lost", TableDifference.Cause.UNEXPLAINED),
                        tuple("new", TableDifference.Cause.CHANGED_SINCE));
    }

    private static TableState table(String name, @Nullable Long rows, long changes) {
        return new TableState(name, rows, changes);
    }
}
