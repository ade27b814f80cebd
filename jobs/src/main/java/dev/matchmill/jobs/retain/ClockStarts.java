package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAnchor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * When the clocks of a row started, and the days on which periods end, in the time zone of its
 * organization.
 *
 * @param instants by anchor; what has not happened is missing
 */
public record ClockStarts(Map<RetentionAnchor, Instant> instants, ZoneId zone) {

    public ClockStarts {
        instants = Map.copyOf(instants);
    }

    /** The calendar day on which the clock of that anchor started. */
    Optional<LocalDate> day(RetentionAnchor anchor) {
        return Optional.ofNullable(instants.get(anchor)).map(it -> it.atZone(zone).toLocalDate());
    }

    /**
     * The day on which the rule's period is over. Years and months are counted first and end with
     * the month where it is shorter (31 January and a month: 28 or 29 February), then days. Whole
     * calendar days: what hour it was, and clocks that were put forward, change nothing.
     */
    Optional<LocalDate> end(RetentionPolicy policy) {
        return day(policy.anchor()).map(day -> day.plus(policy.period()));
    }
}
