package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Merges beside one another, and one that ends half-way. */
class MergeContestIT {

    private final MergeFixture rows = new MergeFixture();

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void of_merges_both_ways_at_once_one_happens() throws Exception {
        for (int round = 0; round < 5; round++) {
            long one = 2001 + round * 10L;
            long other = one + 1;
            rows.person(one, "One");
            rows.person(other, "Other");

            List<MergeCandidates.End> ends =
                    atOnce(
                            List.of(
                                    () -> rows.merge(one, other, other),
                                    () -> rows.merge(other, one, one)));

            assertThat(ends).filteredOn(MergeCandidates.End.Merged.class::isInstance).hasSize(1);
            assertThat(
                            rows.count(
                                    "SELECT count(*) FROM candidates WHERE merged_into_id IN (%d, %d)"
                                            .formatted(one, other)))
                    .isOne();
        }
    }

    @Test
    void many_merges_into_one_leave_nobody_behind() throws Exception {
        List<Callable<MergeCandidates.End>> merges = new ArrayList<>();
        rows.person(2000, "Survivor");
        for (long id = 2001; id <= 2006; id++) {
            long merged = id;
            rows.person(merged, "Person " + merged);
            merges.add(() -> rows.merge(merged, 2000, 2000));
        }

        assertThat(atOnce(merges)).hasOnlyElementsOfType(MergeCandidates.End.Merged.class);
        assertThat(rows.count("SELECT count(*) FROM candidates WHERE merged_into_id = 2000"))
                .isEqualTo(6);
    }

    @Test
    void a_merge_that_ends_before_its_commit_leaves_nothing() {
        Map<String, List<String>> before = rows.rows();

        assertThatThrownBy(() ->
                        rows.transactions.inNew(() -> {
                            new MergeCandidates(rows.parts, rows.by("duplicates merge"))
                                    .merge(MergeFixture.FULL, MergeFixture.BARE, Optional.empty());
                            rows.batch
                                    .sql("SELECT pg_terminate_backend(pg_backend_pid())")
                                    .query()
                                    .singleRow();
                        }))
                .isInstanceOf(RuntimeException.class);

        assertThat(rows.rows()).isEqualTo(before);
        assertThat(rows.count("SELECT count(*) FROM pipeline.candidate_merges")).isZero();
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
