package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionRuleKind;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rule decides. The most specific standard rule in force wins (organization before country
 * before region before everybody, then the younger one); its day is raised to the latest minimum
 * and cut to the earliest maximum. Where a minimum ends after a maximum, the law asks for both: the
 * row is restricted from the maximum on and ended at the minimum.
 */
public final class RetentionRules {

    private static final Comparator<RetentionPolicy> MOST_SPECIFIC =
            Comparator.comparingInt((RetentionPolicy policy) -> policy.scope().specificity())
                    .thenComparing(RetentionPolicy::from)
                    .thenComparingLong(RetentionPolicy::id);

    private final Map<RetentionClass, List<RetentionPolicy>> byClass =
            new EnumMap<>(RetentionClass.class);

    public RetentionRules(List<RetentionPolicy> policies) {
        for (RetentionClass of : RetentionClass.values()) {
            byClass.put(of, policies.stream().filter(it -> it.retentionClass() == of).toList());
        }
    }

    /** A bound and the day on which it ends. */
    private record Bound(RetentionPolicy policy, LocalDate day) {}

    /**
     * Decides about one row.
     *
     * @param today the day whose rules count, in the row's time zone
     * @return empty: no standard rule, or a clock that has not started
     */
    public Optional<Decision> decide(
            RetentionClass of,
            RetentionAction action,
            Jurisdiction place,
            ClockStarts starts,
            LocalDate today) {
        List<RetentionPolicy> rules =
                byClass.getOrDefault(of, List.of()).stream()
                        .filter(it -> it.action() == action && it.isInForce(today))
                        .filter(it -> it.scope().covers(place))
                        .toList();
        Optional<RetentionPolicy> standard =
                ofKind(RetentionRuleKind.STANDARD, rules).stream().max(MOST_SPECIFIC);
        List<RetentionPolicy> minima = ofKind(RetentionRuleKind.MINIMUM, rules);
        // A duty to keep whose clock has not started has no end yet.
        if (minima.stream().anyMatch(it -> starts.end(it).isEmpty())) {
            return Optional.empty();
        }
        Comparator<Bound> byDay =
                Comparator.comparing(Bound::day).thenComparing(Bound::policy, MOST_SPECIFIC);
        Optional<Bound> minimum = bounds(minima, starts).stream().max(byDay);
        Optional<Bound> maximum =
                bounds(ofKind(RetentionRuleKind.MAXIMUM, rules), starts).stream()
                        .min(
                                Comparator.comparing(Bound::day)
                                        .thenComparing(Bound::policy, MOST_SPECIFIC.reversed()));
        return standard.flatMap(rule -> starts.end(rule).map(day -> new Bound(rule, day)))
                .map(it -> bounded(it, minimum, maximum, starts));
    }

    private static Decision bounded(
            Bound standard, Optional<Bound> minimum, Optional<Bound> maximum, ClockStarts starts) {
        if (minimum.isPresent() && maximum.isPresent()) {
            Bound keep = minimum.get();
            Bound end = maximum.get();
            if (keep.day().isAfter(end.day())) {
                return new Decision(
                        keep.policy(), start(keep, starts), keep.day(), end.policy(), end.day());
            }
        }
        Bound raised = minimum.filter(it -> it.day().isAfter(standard.day())).orElse(standard);
        Bound cut = maximum.filter(it -> it.day().isBefore(raised.day())).orElse(raised);
        return new Decision(cut.policy(), start(cut, starts), cut.day());
    }

    private static LocalDate start(Bound bound, ClockStarts starts) {
        return starts.day(bound.policy().anchor()).orElse(bound.day());
    }

    private static List<Bound> bounds(List<RetentionPolicy> policies, ClockStarts starts) {
        return policies.stream()
                .flatMap(it -> starts.end(it).map(day -> new Bound(it, day)).stream())
                .toList();
    }

    private static List<RetentionPolicy> ofKind(
            RetentionRuleKind kind, List<RetentionPolicy> rules) {
        return rules.stream().filter(it -> it.kind() == kind).toList();
    }
}
