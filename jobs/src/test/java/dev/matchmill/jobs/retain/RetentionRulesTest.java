package dev.matchmill.jobs.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which rule decides, and on which day. */
class RetentionRulesTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "decisions.csv", delimiter = ';', numLinesToSkip = 1)
    void j17_the_rules_decide(
            String name,
            @Nullable String rules,
            String place,
            String zone,
            String changed,
            @Nullable String active,
            LocalDate today,
            @Nullable LocalDate due,
            @Nullable Long rule,
            @Nullable LocalDate restricted) {
        Map<RetentionAnchor, Instant> starts = new EnumMap<>(RetentionAnchor.class);
        starts.put(RetentionAnchor.STATUS_CHANGED, Instant.parse(changed));
        if (active != null) {
            starts.put(RetentionAnchor.LAST_ACTIVITY, Instant.parse(active));
        }
        List<RetentionPolicy> policies = RuleText.rules(rules);
        Collections.reverse(policies);

        Optional<Decision> decision =
                decide(policies, place, new ClockStarts(starts, ZoneId.of(zone)), today);

        assertThat(decision.map(Decision::due)).as(name).isEqualTo(Optional.ofNullable(due));
        assertThat(decision.map(it -> it.policy().id())).isEqualTo(Optional.ofNullable(rule));
        assertThat(decision.map(Decision::restricted)).isEqualTo(Optional.ofNullable(restricted));
        assertThat(decision.flatMap(Decision::clashing).isPresent()).isEqualTo(restricted != null);
    }

    @Test
    void a_rule_of_another_class_or_action_does_not_count() {
        RetentionRules rules = new RetentionRules(RuleText.rules("S * 1M status"));
        ClockStarts starts = at("2024-03-10T12:00:00Z", ZoneOffset.UTC);
        LocalDate today = LocalDate.of(2026, 1, 1);

        assertThat(
                        rules.decide(
                                RetentionClass.JOB,
                                RetentionAction.ANONYMISE,
                                RuleText.place("3/DE"),
                                starts,
                                today))
                .isEmpty();
        assertThat(
                        rules.decide(
                                RetentionClass.APPLICATION,
                                RetentionAction.FLAG,
                                RuleText.place("3/DE"),
                                starts,
                                today))
                .isEmpty();
    }

    @Test
    void the_decision_names_the_start_of_the_clock_that_counts() {
        Map<RetentionAnchor, Instant> starts =
                Map.of(
                        RetentionAnchor.STATUS_CHANGED,
                        Instant.parse("2024-03-10T12:00:00Z"),
                        RetentionAnchor.LAST_ACTIVITY,
                        Instant.parse("2024-05-20T12:00:00Z"));
        ClockStarts clocks = new ClockStarts(starts, ZoneOffset.UTC);
        LocalDate today = LocalDate.of(2026, 1, 1);

        assertThat(decide(RuleText.rules("S * 6M status"), "3/DE", clocks, today))
                .map(Decision::start)
                .contains(LocalDate.of(2024, 3, 10));
        assertThat(decide(RuleText.rules("S * 6M status, m DE 6M activity"), "3/DE", clocks, today))
                .map(Decision::start)
                .contains(LocalDate.of(2024, 5, 20));
    }

    @Test
    void the_day_before_is_too_early_and_the_day_is_not() {
        Decision decision = decision("S * 6M status, m US 12M status, M US 9M status");

        assertThat(decision.isDue(LocalDate.of(2025, 3, 9))).isFalse();
        assertThat(decision.isDue(LocalDate.of(2025, 3, 10))).isTrue();
        assertThat(decision.isRestricted(LocalDate.of(2024, 12, 9))).isFalse();
        assertThat(decision.isRestricted(LocalDate.of(2024, 12, 10))).isTrue();
        assertThat(decision.isRestricted(LocalDate.of(2025, 3, 9))).isTrue();
        assertThat(decision.isRestricted(LocalDate.of(2025, 3, 10))).isFalse();
        assertThat(decision("S * 6M status").isRestricted(LocalDate.of(2024, 9, 9))).isFalse();
    }

    @Test
    void whatever_the_rules_the_day_lies_between_the_bounds_or_the_row_is_restricted() {
        Random random = new Random(17);
        for (int round = 0; round < 2_000; round++) {
            int standard = random.nextInt(40);
            int minimum = random.nextInt(40);
            int maximum = random.nextInt(40);
            Instant start = Instant.ofEpochSecond(1_600_000_000L + random.nextInt(100_000_000));
            ClockStarts clocks =
                    new ClockStarts(
                            Map.of(RetentionAnchor.STATUS_CHANGED, start),
                            ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "Asia/Tokyo"));
            LocalDate day = start.atZone(clocks.zone()).toLocalDate();

            Decision decision =
                    decide(
                                    RuleText.rules(
                                            "S * %dM status, m DE %dM status, M DE %dM status"
                                                    .formatted(standard, minimum, maximum)),
                                    "3/DE",
                                    clocks,
                                    LocalDate.of(2026, 1, 1))
                            .orElseThrow();

            LocalDate lowest = day.plusMonths(minimum);
            LocalDate highest = day.plusMonths(maximum);
            assertThat(decision.due()).isAfterOrEqualTo(lowest);
            if (lowest.isAfter(highest)) {
                assertThat(decision.due()).isEqualTo(lowest);
                assertThat(decision.restricted()).isEqualTo(highest);
            } else {
                assertThat(decision.due()).isBeforeOrEqualTo(highest);
                assertThat(decision.restricted()).isNull();
                LocalDate wanted = day.plusMonths(standard);
                if (!wanted.isBefore(lowest) && !wanted.isAfter(highest)) {
                    assertThat(decision.due()).isEqualTo(wanted);
                }
            }
        }
    }

    private static Decision decision(String rules) {
        return decide(
                        RuleText.rules(rules),
                        "3/US",
                        at("2024-03-10T12:00:00Z", ZoneOffset.UTC),
                        LocalDate.of(2026, 1, 1))
                .orElseThrow();
    }

    private static ClockStarts at(String changed, ZoneId zone) {
        return new ClockStarts(
                Map.of(RetentionAnchor.STATUS_CHANGED, Instant.parse(changed)), zone);
    }

    private static Optional<Decision> decide(
            List<RetentionPolicy> policies, String place, ClockStarts starts, LocalDate today) {
        return new RetentionRules(policies)
                .decide(
                        RetentionClass.APPLICATION,
                        RetentionAction.ANONYMISE,
                        RuleText.place(place),
                        starts,
                        today);
    }
}
