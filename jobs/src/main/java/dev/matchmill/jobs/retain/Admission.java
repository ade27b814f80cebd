package dev.matchmill.jobs.retain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a plan may be applied. */
public sealed interface Admission {

    /** It may. */
    record Admitted() implements Admission {}

    /** It has been, and nothing is left. */
    record Settled() implements Admission {}

    /** It says something else than what is so now; make a new one. */
    record Stale(String sentence) implements Admission {}

    /** A tenant would lose more than the cap allows. */
    record OverCap(String sentence) implements Admission {}

    /**
     * Judges a plan.
     *
     * @param policies fingerprint of the rules as they are now
     * @param age a plan that is older is stale
     */
    static Admission of(
            StoredPlan plan, String policies, Instant now, Duration age, RetentionCap cap) {
        String name = "plan " + plan.id();
        if (plan.madeAt().isEmpty()) {
            return new Stale(name + " is incomplete, since its maker died; make a new one");
        }
        if (plan.appliedAt().isPresent()) {
            return new Settled();
        }
        if (now.isBefore(plan.asOf())) {
            return new Stale(name + " is of the future: the clock went back; make a new one");
        }
        if (Duration.between(plan.asOf(), now).compareTo(age) > 0) {
            return new Stale(name + " is older than " + age.toHours() + " hours; make a new one");
        }
        if (!plan.policies().equals(policies)) {
            return new Stale(name + " was made with other rules than those of now; make a new one");
        }
        List<RetentionCap.Excess> excesses = cap.exceededBy(plan.shares());
        if (!excesses.isEmpty()) {
            return new OverCap(
                    excesses.stream().map(it -> it.sentence(cap)).collect(Collectors.joining("; "))
                            + ". Nothing was ended. If that is right: --cap "
                            + "with a larger share");
        }
        return new Admitted();
    }
}
