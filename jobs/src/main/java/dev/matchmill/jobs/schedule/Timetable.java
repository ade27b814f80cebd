package dev.matchmill.jobs.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a job is due, by a cron expression of six fields (seconds first) in a time zone.
 *
 * <p>On the days on which clocks change, as Vixie's cron does it: a job at given hours whose time
 * is left out runs once at the moment of the change, one whose time comes twice runs the first time
 * only; a job of every hour ({@code @hourly}, or its field of hours starts with {@code *}) runs
 * after each hour that really passes.
 */
final class Timetable {

    private static final int HOURS = 2;

    /** The only macro of every hour. */
    private static final String HOURLY = "@hourly";

    private final CronExpression cron;
    private final ZoneRules rules;
    private final boolean isOfEveryHour;

    private Timetable(CronExpression cron, ZoneRules rules, boolean isOfEveryHour) {
        this.cron = cron;
        this.rules = rules;
        this.isOfEveryHour = isOfEveryHour;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it or the zone is none
     */
    static Timetable of(String expression, String zone) {
        String text = expression.strip();
        CronExpression cron = CronExpression.parse(text);
        try {
            return new Timetable(cron, ZoneId.of(zone).getRules(), isOfEveryHour(text));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("there is no time zone '" + zone + "'", unknown);
        }
    }

    private static boolean isOfEveryHour(String text) {
        return text.startsWith("@")
                ? text.equalsIgnoreCase(HOURLY)
                : text.split("\\s+", -1)[HOURS].startsWith("*");
    }

    /** The first due moment after an instant; empty when there is none any more. */
    Optional<Instant> next(Instant after) {
        return isOfEveryHour ? nextByDuration(after) : nextByWallClock(after);
    }

    private Optional<Instant> nextByWallClock(Instant after) {
        LocalDateTime from = LocalDateTime.ofInstant(after, rules.getOffset(after));
        ZoneOffsetTransition last = rules.previousTransition(after.plusNanos(1));
        if (last != null && last.isGap() && last.getInstant().equals(after)) {
            // What the change left out was due at that moment, and is over.
            from = last.getDateTimeAfter();
        }
        LocalDateTime local = cron.next(from);
        while (local != null) {
            Instant due = instant(local);
            if (due.isAfter(after)) {
                return Optional.of(due);
            }
            // Clocks were turned back: this time of day was due already.
            local = cron.next(local);
        }
        return Optional.empty();
    }

    // The first of two equal times of day; one that a change leaves out becomes the change itself.
    private Instant instant(LocalDateTime local) {
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        ZoneOffset offset = rules.getValidOffsets(local).getFirst();
        return local.toInstant(offset);
    }

    // As many changes of the clock as lie in between, each with the hours that follow it.
    private Optional<Instant> nextByDuration(Instant after) {
        ZoneOffset offset = rules.getOffset(after);
        ZoneOffsetTransition change = rules.nextTransition(after);
        LocalDateTime local = cron.next(LocalDateTime.ofInstant(after, offset));
        while (local != null
                && change != null
                && !local.toInstant(offset).isBefore(change.getInstant())) {
            offset = change.getOffsetAfter();
            local = cron.next(LocalDateTime.ofInstant(change.getInstant().minusNanos(1), offset));
            change = rules.nextTransition(change.getInstant());
        }
        return local == null ? Optional.empty() : Optional.of(local.toInstant(offset));
    }

    /**
     * By how much a due run is put off: less than the jitter, the same on every node, different for
     * each job and moment.
     */
    static Duration delay(String job, Instant due, Duration jitter) {
        if (jitter.isZero()) {
            return Duration.ZERO;
        }
        long mixed = (job + due.getEpochSecond()).hashCode() * 0x9E3779B97F4A7C15L;
        return Duration.ofMillis(Math.floorMod(mixed >>> 16, jitter.toMillis()));
    }
}
