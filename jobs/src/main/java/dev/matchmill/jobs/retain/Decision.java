package dev.matchmill.jobs.retain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of a row.
 *
 * @param policy the rule that set the day: the most specific standard one, or the bound that moved
 *     it
 * @param start the day on which that rule's clock started
 * @param due from this day on the row is to be ended
 * @param clash the maximum that is over before a minimum is; from its end on the row is kept for
 *     the law only
 * @param restricted the first day of that
 */
public record Decision(
        RetentionPolicy policy,
        LocalDate start,
        LocalDate due,
        @Nullable RetentionPolicy clash,
        @Nullable LocalDate restricted) {

    Decision(RetentionPolicy policy, LocalDate start, LocalDate due) {
        this(policy, start, due, null, null);
    }

    /** The day before is too early. */
    public boolean isDue(LocalDate today) {
        return !today.isBefore(due);
    }

    /** Whether the row must not be used any more and must not be ended yet. */
    public boolean isRestricted(LocalDate today) {
        return restricted != null && !today.isBefore(restricted) && !isDue(today);
    }

    public Optional<RetentionPolicy> clashing() {
        return Optional.ofNullable(clash);
    }
}
