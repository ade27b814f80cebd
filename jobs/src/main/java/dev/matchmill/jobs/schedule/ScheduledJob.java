package dev.matchmill.jobs.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One job of the schedule, as {@code ops.scheduled_jobs} has it.
 *
 * @param arguments what the program is called with
 * @param jitter longest random delay of a start
 * @param startWithin a run that is later is left out; null: it is made up for
 * @param haltedBy exit code that halted it; null: it is not halted
 */
record ScheduledJob(
        String name,
        List<String> arguments,
        @Nullable String cron,
        String zone,
        Duration jitter,
        @Nullable Duration startWithin,
        boolean isEnabled,
        @Nullable Integer haltedBy) {

    /** Verbs that a schedule may start: all that need nobody and end by themselves. */
    static final List<String> VERBS =
            List.of(
                    "run",
                    "ingest",
                    "embed",
                    "match",
                    "maintain",
                    "duplicates",
                    "models",
                    "backup");

    /** Why it can't be scheduled; empty when it can. */
    Optional<String> fault() {
        if (!VERBS.contains(arguments.getFirst())) {
            return Optional.of("'" + arguments.getFirst() + "' is no verb for a schedule");
        }
        if (cron == null) {
            return Optional.of("no cron expression");
        }
        try {
            Timetable.of(cron, zone);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            String message = wrong.getMessage();
            return Optional.of(message == null ? "no cron expression" : message);
        }
    }

    /** Whether it is to be started at all. */
    boolean isActive() {
        return isEnabled && haltedBy == null && fault().isEmpty();
    }

    /** Its first run after an instant; empty when it is not active or never due again. */
    Optional<DueRun> next(Instant after) {
        String expression = cron;
        if (expression == null || !isActive()) {
            return Optional.empty();
        }
        return Timetable.of(expression, zone)
                .next(after)
                .map(due -> new DueRun(due, definition(), 0, 0));
    }

    /** When that run starts, its delay included. */
    Instant start(DueRun run) {
        return run.dueAt().plus(Timetable.delay(name, run.dueAt(), jitter));
    }

    boolean isTooLate(DueRun run, Instant now) {
        Duration most = startWithin;
        return most != null && now.isAfter(run.dueAt().plus(jitter).plus(most));
    }

    /** What its times depend on: a run that was planned by another definition is planned anew. */
    String definition() {
        return cron + "|" + zone + "|" + jitter.toMillis();
    }
}
