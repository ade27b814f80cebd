package dev.matchmill.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(nanos::get);

    @Test
    void without_a_limit_nobody_rests_and_all_is_done_at_once() {
        throttle.add(1_000_000);

        assertThat(throttle.ahead()).isZero();
        assertThat(throttle.most(100, Duration.ofSeconds(1))).isEqualTo(100);
    }

    @Test
    void who_did_more_than_the_limit_allows_rests_until_it_does() {
        throttle.limit(2);
        throttle.add(10);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));

        assertThat(throttle.ahead()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void pieces_are_as_small_as_the_rest_after_them_may_be_and_never_nothing() {
        throttle.limit(2);

        assertThat(throttle.most(100, Duration.ofSeconds(40))).isEqualTo(80);
        assertThat(throttle.most(100, Duration.ofSeconds(60))).isEqualTo(100);
        assertThat(throttle.most(100, Duration.ofMillis(10))).isEqualTo(1);
    }
}
