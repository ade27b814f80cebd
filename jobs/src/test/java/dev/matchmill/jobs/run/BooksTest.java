package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BooksTest {

    @Test
    void balances_when_every_item_has_one_end() {
        assertThat(new Books(21, 1, 2, 3, 4, 5, 6).balance()).isTrue();
        assertThat(new Books(22, 1, 2, 3, 4, 5, 6).balance()).isFalse();
        assertThat(Books.EMPTY.balance()).isTrue();
    }

    @Test
    void adds_each_count_to_its_own() {
        Books sum = new Books(21, 1, 2, 3, 4, 5, 6).plus(new Books(111, 100, 10, 1, 0, 0, 0));

        assertThat(sum).isEqualTo(new Books(132, 101, 12, 4, 4, 5, 6));
    }

    @Test
    void names_the_counts_in_the_order_of_the_books() {
        assertThat(new Books(21, 1, 2, 3, 4, 5, 6).toMap())
                .containsExactly(
                        java.util.Map.entry("seen", 21L),
                        java.util.Map.entry("stored", 1L),
                        java.util.Map.entry("unchanged", 2L),
                        java.util.Map.entry("duplicate", 3L),
                        java.util.Map.entry("suppressed", 4L),
                        java.util.Map.entry("rejected", 5L),
                        java.util.Map.entry("deferred", 6L));
    }
}
