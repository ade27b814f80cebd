package dev.matchmill.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from an exit code. */
class RetryRuleTest {

    private static final DueRun FIRST = new DueRun(Instant.EPOCH, "", 0, 0);

    private final RetryRule rule =
            new RetryRule(
                    new ScheduleSettings(
                            1,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(5),
                            3,
                            Duration.ofDays(1)));

    @Test
    void try_again_later_is_tried_for_ever_with_doubled_waits_up_to_the_longest() {
        DueRun run = FIRST;
        for (int seconds : new int[] {30, 60, 120, 240, 300, 300, 300}) {
            assertThat(rule.after(run, 75))
                    .isEqualTo(new AfterRun.Again(Duration.ofSeconds(seconds), run.delayed()));
            run = run.delayed();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70, 1, 137, 143, 134})
    void an_unexpected_end_or_a_signal_is_tried_three_times_and_then_told(int code) {
        assertThat(rule.after(FIRST, code))
                .isEqualTo(new AfterRun.Again(Duration.ofSeconds(30), FIRST.failed()));
        assertThat(rule.after(FIRST.failed(), code))
                .isEqualTo(new AfterRun.Again(Duration.ofSeconds(60), FIRST.failed().failed()));
        assertThat(rule.after(FIRST.failed().failed(), code)).isInstanceOf(AfterRun.Alert.class);
    }

    @Test
    void delays_do_not_count_as_failures() {
        assertThat(rule.after(FIRST.delayed().delayed().delayed(), 70))
                .isInstanceOf(AfterRun.Again.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void rejections_and_gates_are_told_and_not_retried(int code) {
        assertThat(rule.after(FIRST, code)).isInstanceOf(AfterRun.Alert.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 78})
    void wrong_usage_and_configuration_halt_the_job(int code) {
        assertThat(rule.after(FIRST, code)).isEqualTo(new AfterRun.Halt(code));
    }

    @Test
    void a_run_survives_being_written_down() {
        DueRun.Text text = new DueRun.Text();
        DueRun run = new DueRun(Instant.parse("2026-03-29T01:00:00Z"), "0 0 3 * * *|UTC|0", 2, 1);

        assertThat(text.deserialize(DueRun.class, text.serialize(run))).isEqualTo(run);
    }
}
