package dev.matchmill.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Due moments, also on the two days of a year on which clocks change. */
class TimetableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 0 3 * * *   | UTC           | 2026-03-01T03:00:00Z | 2026-03-02T03:00:00Z
                    0 0 3 * * *   | Europe/Berlin | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
                    0 0 4 * * SAT | Europe/Berlin | 2026-07-01T00:00:00Z | 2026-07-04T02:00:00Z
                    0 0 3 1 1,4,7,10 * | UTC      | 2026-02-02T00:00:00Z | 2026-04-01T03:00:00Z
                    @daily        | Asia/Tokyo    | 2026-05-05T00:00:00Z | 2026-05-05T15:00:00Z
                    """)
    void the_next_moment_is_the_first_later_one_by_the_zones_clock(
            String cron, String zone, Instant after, Instant due) {
        assertThat(Timetable.of(cron, zone).next(after)).contains(due);
    }

    @Test
    void a_time_that_the_change_to_summer_time_leaves_out_is_due_once_at_the_change() {
        // Clocks in Berlin go from 02:00 to 03:00 at 01:00 UTC.
        assertThat(due("0 30 2 * * *", "2026-03-28T12:00:00Z", 3))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    }

    @Test
    void several_times_that_the_change_leaves_out_are_due_together() {
        assertThat(due("0 10,40 2 * * *", "2026-03-28T12:00:00Z", 3))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-30T00:10:00Z", "2026-03-30T00:40:00Z");
    }

    @Test
    void a_time_at_the_very_end_of_what_is_left_out_is_due_once() {
        assertThat(due("0 0 2,3 * * *", "2026-03-29T00:30:00Z", 2))
                .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void a_time_that_comes_twice_is_due_the_first_time_only() {
        // Clocks in Berlin go from 03:00 back to 02:00 at 01:00 UTC.
        assertThat(due("0 30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(due("0 30 2 * * *", "2026-10-25T01:10:00Z", 1))
                .as("between the two")
                .containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void a_job_of_every_hour_runs_after_each_hour_that_really_passes() {
        assertThat(due("0 15 * * * *", "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:15:00Z",
                        "2026-10-25T01:15:00Z",
                        "2026-10-25T02:15:00Z",
                        "2026-10-25T03:15:00Z");
        assertThat(due("0 15 * * * *", "2026-03-28T23:30:00Z", 3))
                .containsExactly(
                        "2026-03-29T00:15:00Z", "2026-03-29T01:15:00Z", "2026-03-29T02:15:00Z");
    }

    @Test
    void the_macro_of_every_hour_is_one_of_every_hour() {
        assertThat(due("@hourly", "2026-10-25T00:00:00Z", 2))
                .containsExactly("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    }

    @Test
    void a_job_of_every_hour_of_one_day_begins_with_that_day_whatever_changes_are_in_between() {
        assertThat(due("0 0 * 1 1 *", "2026-02-01T00:00:00Z", 2))
                .containsExactly("2026-12-31T23:00:00Z", "2027-01-01T00:00:00Z");
        assertThat(due("0 0 * 1 7 *", "2026-08-01T00:00:00Z", 1))
                .containsExactly("2027-06-30T22:00:00Z");
    }

    @Test
    void a_change_by_half_an_hour_moves_the_minutes_of_a_job_of_every_hour() {
        // Lord Howe goes from 02:00 back to 01:30 at 15:00 UTC.
        assertThat(
                        due(
                                Timetable.of("0 0 * * * *", "Australia/Lord_Howe"),
                                "2026-04-04T13:30:00Z",
                                3))
                .containsExactly(
                        "2026-04-04T14:00:00Z", "2026-04-04T15:30:00Z", "2026-04-04T16:30:00Z");
    }

    @Test
    void moments_only_go_forward_whatever_the_day() {
        Timetable table = Timetable.of("0 */20 1,2,3 * * *", "Europe/Berlin");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 4000; i++) {
            Instant next = table.next(at).orElseThrow();
            assertThat(next).isAfter(at);
            at = next;
        }
    }

    @Test
    void what_is_no_expression_or_zone_is_refused() {
        assertThatThrownBy(() -> Timetable.of("0 0 3 * *", "UTC"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timetable.of("0 0 3 * * *", "Europe/Bonn"))
                .hasMessageContaining("Europe/Bonn");
        assertThat(Timetable.of("0 0 3 30 2 *", "UTC").next(Instant.EPOCH)).isEmpty();
    }

    @Test
    void delays_stay_below_the_jitter_are_repeatable_and_spread() {
        Duration jitter = Duration.ofMinutes(2);
        List<Duration> delays = new ArrayList<>();
        for (int hour = 0; hour < 200; hour++) {
            Instant due = Instant.EPOCH.plus(Duration.ofHours(hour));
            Duration delay = Timetable.delay("ingestion", due, jitter);
            assertThat(delay).isEqualTo(Timetable.delay("ingestion", due, jitter));
            delays.add(delay);
        }

        assertThat(delays).allMatch(delay -> !delay.isNegative() && delay.compareTo(jitter) < 0);
        assertThat(delays.stream().mapToLong(Duration::toSeconds).average().orElse(0))
                .isBetween(45.0, 75.0);
        assertThat(Timetable.delay("ingestion", Instant.EPOCH, Duration.ZERO)).isZero();
    }

    private static List<String> due(String cron, String after, int count) {
        return due(Timetable.of(cron, "Europe/Berlin"), after, count);
    }

    private static List<String> due(Timetable table, String after, int count) {
        List<String> moments = new ArrayList<>();
        Optional<Instant> at = Optional.of(Instant.parse(after));
        for (int i = 0; i < count; i++) {
            at = at.flatMap(table::next);
            moments.add(at.orElseThrow().toString());
        }
        return moments;
    }
}
