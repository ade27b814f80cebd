package dev.matchmill.jobs.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionRuleKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetentionTextTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant AS_OF = Instant.parse("2026-11-15T10:00:00Z");

    private final RetentionText text = new RetentionText(JSON);

    @ParameterizedTest
    @CsvSource({
        "P1D, 1 day",
        "P15D, 15 days",
        "P1M, 1 month",
        "P2Y, 24 months",
        "P1M15D, 1 month 15 days"
    })
    void a_period_is_told_in_months_and_days(Period period, String words) {
        assertThat(words(text.policiesTable(List.of(rule(period, null, false)))))
                .contains("standard " + words + " status_changed");
    }

    @Test
    void a_rule_says_where_it_holds_and_whether_counsel_confirmed_it() {
        String table =
                words(
                        text.policiesTable(
                                List.of(
                                        rule(Period.ofMonths(6), null, false),
                                        rule(Period.ofMonths(6), "CA", true))));

        assertThat(table)
                .contains("2 US basis source confirm with counsel")
                .contains("2 US-CA basis source yes");
        JsonNode json =
                JSON.readTree(
                        text.policiesJson(
                                List.of(
                                        rule(Period.ofMonths(6), "CA", true),
                                        rule(Period.ofMonths(6), null, false))));
        assertThat(json.get(0).toString())
                .isEqualTo(
                        "{\"rule\":5,\"organization\":2,\"country\":\"US\",\"region\":\"CA\","
                            + "\"class\":\"application\",\"action\":\"anonymise\","
                            + "\"kind\":\"standard\",\"anchor\":\"status_changed\","
                            + "\"period\":\"P6M\",\"basis\":\"basis\",\"source\":\"source\","
                            + "\"from\":\"2020-01-01\",\"to\":\"2027-01-01\",\"confirmed\":true}");
        assertThat(json.get(1).get("to").isNull()).isTrue();
    }

    @Test
    void a_plan_shows_what_it_does_and_how_to_apply_it() {
        StoredPlan plan =
                plan(Optional.empty(), share(1L, 3, 1), share(null, 2, 0), share(2L, 0, 0));

        assertThat(words(text.planTable(plan, new TreeMap<>(Map.of("open", 5L, "held", 1L)))))
                .contains("1 communication delete public.messages 9 3 1 0 0 0 J17")
                .contains("- communication delete public.messages 9 2 0 0 0 0 J17")
                .doesNotContain("2 communication")
                .contains(
                        "plan 8 as of 2026-11-15T10:00:00Z: 5 rows to be ended, 1 held; of its"
                                + " rows 1 held, 5 open\n")
                .endsWith("apply it: matchmill retain apply 8\n");
    }

    @Test
    void a_plan_with_nothing_to_do_says_so() {
        assertThat(text.planTable(plan(Optional.of(AS_OF)), Map.of()))
                .isEqualTo(
                        """
                        nothing is due
                        plan 8 as of 2026-11-15T10:00:00Z: 0 rows to be ended, 0 held
                        applied
                        """);
    }

    @Test
    void a_plan_as_json_has_its_figures() {
        JsonNode json =
                JSON.readTree(
                        text.planJson(plan(Optional.empty(), share(1L, 3, 1)), Map.of("open", 3L)));

        assertThat(json.get("plan").asLong()).isEqualTo(8);
        assertThat(json.get("due").asLong()).isEqualTo(3);
        assertThat(json.get("held").asLong()).isEqualTo(1);
        assertThat(json.get("rows").get("open").asLong()).isEqualTo(3);
        assertThat(json.get("applied_at").isNull()).isTrue();
        assertThat(json.get("shares").get(0).get("class").asString()).isEqualTo("communication");
        assertThat(
                        JSON.readTree(text.planJson(plan(Optional.of(AS_OF)), Map.of()))
                                .get("applied_at")
                                .asString())
                .isEqualTo("2026-11-15T10:00:00Z");
    }

    @Test
    void an_explanation_is_one_line_and_none_is_said_to_be_none() {
        assertThat(text.explanationTable(List.of()))
                .isEqualTo("no records of that candidate are left\n");
        assertThat(
                        words(
                                text.explanationTable(
                                        List.of(
                                                explanation(5L, List.of(4L)),
                                                explanation(null, List.of())))))
                .contains("t 7 application anonymise 5 2026-11-01 [4] stays")
                .contains("t 7 application anonymise 2026-11-01 stays");
        assertThat(text.json(List.of(1, 2))).isEqualTo("[1,2]");
    }

    @Test
    void other_rules_are_set_against_those_of_now_week_by_week() {
        assertThat(text.differenceTable(List.of()))
                .isEqualTo("these rules make the same rows due, now and in the next 26 weeks\n");
        List<String> lines =
                words(
                                text.differenceTable(
                                        List.of(
                                                new PolicyDifference(
                                                        "communication",
                                                        "delete",
                                                        "public.messages",
                                                        weeks(3, 4),
                                                        weeks(7, 4)))))
                        .lines()
                        .toList();

        assertThat(lines)
                .anyMatch(line -> line.startsWith("when communication delete public.messages"))
                .contains("now 3 -> 7", "week 1 4", "week 26 0");
    }

    private static List<Long> weeks(long now, long first) {
        return IntStream.rangeClosed(0, PolicyDifference.WEEKS)
                .mapToObj(week -> week == 0 ? now : week == 1 ? first : 0L)
                .toList();
    }

    private static RetentionPolicy rule(
            Period period, @Nullable String region, boolean isConfirmed) {
        return new RetentionPolicy(
                5,
                new RetentionPolicy.Scope(2L, "US", region),
                RetentionClass.APPLICATION,
                RetentionAction.ANONYMISE,
                RetentionRuleKind.STANDARD,
                RetentionAnchor.STATUS_CHANGED,
                period,
                "basis",
                "source",
                LocalDate.of(2020, 1, 1),
                isConfirmed ? LocalDate.of(2027, 1, 1) : null,
                isConfirmed);
    }

    private static PlanShare share(@Nullable Long organization, long due, long held) {
        return new PlanShare(
                organization,
                "communication",
                "delete",
                "public.messages",
                "J17",
                true,
                9,
                due,
                held,
                0,
                0,
                0);
    }

    private static StoredPlan plan(Optional<Instant> applied, PlanShare... shares) {
        return new StoredPlan(8, AS_OF, "", "", List.of(shares), Optional.of(AS_OF), applied);
    }

    private static Explanation explanation(@Nullable Long policy, List<Long> holds) {
        return new Explanation(
                "t",
                7,
                "application",
                "anonymise",
                null,
                null,
                null,
                policy,
                null,
                null,
                null,
                null,
                null,
                LocalDate.of(2026, 11, 1),
                null,
                holds,
                "",
                "stays");
    }

    // Columns are as wide as their widest cell.
    private static String words(String table) {
        return table.lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
