package dev.matchmill.jobs.recurring;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The time in which jobs may work.
 *
 * @param end when they must have left off; empty: whenever they are done
 */
public record Window(Clock clock, Optional<Instant> end) {

    /** No end. */
    public static Window open(Clock clock) {
        return new Window(clock, Optional.empty());
    }

    /** Up to the next time the clock, in its own zone, shows that time of day. */
    public static Window until(LocalTime time, Clock clock) {
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        ZonedDateTime today = now.with(time);
        return new Window(
                clock, Optional.of((today.isAfter(now) ? today : today.plusDays(1)).toInstant()));
    }

    public boolean isOver() {
        return end.isPresent() && !clock.instant().isBefore(end.get());
    }
}
