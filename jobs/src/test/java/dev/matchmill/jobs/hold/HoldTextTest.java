package dev.matchmill.jobs.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldTextTest {

    private static final Coverage COVERAGE = new Coverage(1, 2, 3, 4, 5, 6, 7);

    @Test
    void a_table_has_a_line_for_each_hold() {
        assertThat(HoldText.table(List.of(open(), released())))
                .isEqualTo(
                        """
                        id  name  days  review              postings  archived  candidates  applications  archived  due  requests  state
                         7  a        3  2027-01-01 overdue         1         2           3             4         5    6         7  holds
                         8  b       30  never                      1         2           3             4         5    6         7  released
                        """);
        assertThat(HoldText.table(List.of())).isEqualTo("nothing is under a hold\n");
    }

    @Test
    void a_page_says_all_there_is_to_know() {
        assertThat(HoldText.page(open()))
                .isEqualTo(
                        """
                        hold 7            a
                        reason            suit
                        organization      Works
                        placed            2027-02-01T00:00:00Z, 3 days ago by user 12
                        review            2027-01-01 overdue
                        on                posting:1, candidate:2
                        postings          1 live, 2 archived
                        candidates        3 live
                        applications      4 live, 5 archived
                        due without it    6 rows past their last day
                        requests blocked  7 erasures wait
                        """);
    }

    @Test
    void a_page_of_a_released_hold_says_why() {
        assertThat(HoldText.page(released()))
                .contains(
                        "placed            2027-02-01T00:00:00Z, 30 days ago\n",
                        "review            never\n",
                        "released          2027-03-01T00:00:00Z: settled\n")
                .doesNotContain("organization");
    }

    private static LegalHold open() {
        return new LegalHold(
                7,
                "a",
                "suit",
                Optional.of("Works"),
                Instant.parse("2027-02-01T00:00:00Z"),
                Optional.of(12L),
                3,
                Optional.of(LocalDate.of(2027, 1, 1)),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("posting:1", "candidate:2"),
                COVERAGE);
    }

    private static LegalHold released() {
        return new LegalHold(
                8,
                "b",
                "suit",
                Optional.empty(),
                Instant.parse("2027-02-01T00:00:00Z"),
                Optional.empty(),
                30,
                Optional.empty(),
                false,
                Optional.of(Instant.parse("2027-03-01T00:00:00Z")),
                Optional.empty(),
                Optional.of("settled"),
                List.of("posting:1"),
                COVERAGE);
    }
}
