package dev.matchmill.jobs.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** A clock that stands where a test puts it. */
final class MovableClock extends Clock {

    private volatile Instant now;
    private volatile UnaryOperator<Instant> whenAsked = UnaryOperator.identity();

    MovableClock(Instant now) {
        this.now = now;
    }

    void moveTo(Instant instant) {
        now = instant;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Changes what the next questions are answered, such as by advancing on each. */
    void whenAsked(UnaryOperator<Instant> change) {
        whenAsked = change;
    }

    @Override
    public Instant instant() {
        now = whenAsked.apply(now);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
