package dev.matchmill.jobs.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.retain.Judgement.Course;
import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionEffect;
import dev.matchmill.migrations.type.RetentionItemState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be done about a row, in a plan and once more before it is touched. */
class JudgementTest {

    private static final RetainedTable APPLICATIONS = table("public.applications");
    private static final RetainedTable ARCHIVE = table("archive.applications");
    private static final String CLASH = "S * 24M status, m * 12M status, M * 6M status";

    @ParameterizedTest
    @CsvSource({
        "S * 6M status, 2024-09-09, false, '', false, KEPT",
        "S * 6M status, 2024-09-10, false, '', false, DUE",
        "S * 6M status, 2024-09-10, true, '', false, HELD",
        "S * 6M status, 2024-09-10, true, check, false, HELD",
        "S * 6M status, 2024-09-10, false, check, false, BLOCKED",
        "S * 6M status, 2024-09-09, false, check, false, KEPT",
        "S * 6M status, 2024-09-09, true, '', false, KEPT",
        "S * 6M status, 2024-09-09, false, '', true, TO_RELEASE",
        "S * 6M status, 2024-09-10, false, '', true, DUE",
        "'', 2024-09-10, false, '', false, UNRULED",
        "'', 2024-09-10, false, '', true, TO_RELEASE",
        "clash, 2024-09-09, false, '', false, KEPT",
        "clash, 2024-09-10, false, '', false, TO_RESTRICT",
        "clash, 2024-09-10, true, check, false, TO_RESTRICT",
        "clash, 2024-09-10, false, '', true, RESTRICTED",
        "clash, 2025-03-09, false, '', true, RESTRICTED",
        "clash, 2025-03-10, false, '', true, DUE",
        "clash, 2024-09-09, false, '', true, TO_RELEASE"
    })
    void rule_day_hold_and_restriction_decide(
            String rules,
            LocalDate today,
            boolean held,
            String blocker,
            boolean restricted,
            Course course) {
        assertThat(judge(APPLICATIONS, rules, today, held, blocker, restricted).course())
                .isEqualTo(course);
    }

    @Test
    void what_cannot_be_restricted_is_kept_until_the_minimum_is_over() {
        assertThat(judge(ARCHIVE, "clash", LocalDate.of(2024, 9, 10), false, "", false).course())
                .isEqualTo(Course.KEPT);
    }

    @ParameterizedTest
    @CsvSource({
        "UNRULED, , ",
        "KEPT, , ",
        "RESTRICTED, , ",
        "DUE, END, OPEN",
        "HELD, END, HELD",
        "BLOCKED, END, BLOCKED",
        "TO_RESTRICT, RESTRICT, OPEN",
        "TO_RELEASE, RELEASE, OPEN"
    })
    void a_plan_names_what_is_to_be_done_and_what_keeps_a_due_row(
            Course course, RetentionEffect effect, RetentionItemState state) {
        Judgement judged = of(course);

        Optional<PlanItem> item = PlanItem.of(judged, LocalDate.of(2026, 1, 1));

        assertThat(item.map(PlanItem::effect)).isEqualTo(Optional.ofNullable(effect));
        assertThat(item.map(PlanItem::state)).isEqualTo(Optional.ofNullable(state));
        item.ifPresent(it -> {
            assertThat(it.row()).isEqualTo(5);
            assertThat(it.policy()).isEqualTo(1);
            assertThat(it.due()).isEqualTo(LocalDate.of(2024, 9, 10));
            assertThat(it.organization()).isEqualTo(3);
        });
    }

    @Test
    void an_item_says_what_keeps_it() {
        LocalDate today = LocalDate.of(2026, 1, 1);
        assertThat(
                        PlanItem.of(
                                judge(APPLICATIONS, "S * 6M status", today, true, "check", false),
                                today))
                .map(PlanItem::blocker)
                .contains("legal hold");
        assertThat(
                        PlanItem.of(
                                judge(APPLICATIONS, "S * 6M status", today, false, "check", false),
                                today))
                .map(PlanItem::blocker)
                .contains("check");
        assertThat(PlanItem.of(judge(APPLICATIONS, "", today, false, "", true), today))
                .map(PlanItem::due)
                .contains(today);
    }

    @ParameterizedTest
    @CsvSource({
        "END, DUE, DONE",
        "END, HELD, HELD",
        "END, BLOCKED, BLOCKED",
        "END, KEPT, LEFT_OUT",
        "END, UNRULED, LEFT_OUT",
        "END, TO_RESTRICT, LEFT_OUT",
        "END, RESTRICTED, LEFT_OUT",
        "END, TO_RELEASE, LEFT_OUT",
        "RESTRICT, TO_RESTRICT, DONE",
        "RESTRICT, KEPT, LEFT_OUT",
        "RESTRICT, DUE, LEFT_OUT",
        "RELEASE, TO_RELEASE, DONE",
        "RELEASE, RESTRICTED, LEFT_OUT"
    })
    void a_planned_row_is_touched_only_if_it_is_still_so(
            RetentionEffect effect, Course course, RetentionItemState state) {
        PlanItem item =
                new PlanItem(
                        PlanItem.Group.of(APPLICATIONS),
                        5,
                        3L,
                        1,
                        effect,
                        LocalDate.of(2024, 9, 10),
                        RetentionItemState.OPEN,
                        "");

        assertThat(PlanSettlement.of(item, of(course)).state()).isEqualTo(state);
        assertThat(PlanSettlement.of(item, null))
                .isEqualTo(PlanSettlement.as(item, RetentionItemState.LEFT_OUT, "gone"));
        assertThat(PlanSettlement.of(item, of(course)).row()).isEqualTo(5);
    }

    @Test
    void a_share_counts_each_course_once() {
        PlanShare share = PlanShare.empty(APPLICATIONS, 3L);
        assertThat(share.isOfInterest()).isFalse();
        for (Course course : Course.values()) {
            share = share.with(course);
        }
        assertThat(share)
                .isEqualTo(
                        new PlanShare(
                                3L,
                                "application",
                                "anonymise",
                                "public.applications",
                                "J17",
                                true,
                                8,
                                1,
                                1,
                                1,
                                1,
                                1));
        assertThat(share.isOfInterest()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "UNRULED, 'stays: no rule, or its clock has not started'",
        "KEPT, 'stays until 2024-09-10, then anonymise by J17'",
        "DUE, 'due: anonymise by J17'",
        "HELD, 'due, and stays under a legal hold'",
        "BLOCKED, 'due, and stays: check'",
        "TO_RESTRICT, 'will be restricted until 2024-09-10'",
        "RESTRICTED, 'restricted until 2024-09-10'",
        "TO_RELEASE, 'restricted, and will be released'"
    })
    void an_explanation_says_what_will_happen(Course course, String sentence) {
        assertThat(Explanation.of(of(course), List.of(9L)).outcome()).isEqualTo(sentence);
        assertThat(Explanation.of(of(course), List.of(9L)).holds()).isEmpty();
    }

    @Test
    void an_explanation_names_rule_clock_and_clash() {
        Explanation explanation =
                Explanation.of(
                        judge(APPLICATIONS, "clash", LocalDate.of(2024, 10, 1), true, "", true),
                        List.of(9L));

        assertThat(explanation.policy()).isEqualTo(2);
        assertThat(explanation.kind()).isEqualTo("minimum");
        assertThat(explanation.anchor()).isEqualTo("status_changed");
        assertThat(explanation.started()).hasToString("2024-03-10");
        assertThat(explanation.due()).hasToString("2025-03-10");
        assertThat(explanation.holds()).containsExactly(9L);
        assertThat(explanation.outcome())
                .isEqualTo("restricted until 2025-03-10, since rule 3 ends before it");
    }

    private static Judgement of(Course course) {
        Judgement kept =
                judge(
                        APPLICATIONS,
                        "S * 6M status",
                        LocalDate.of(2024, 5, 1),
                        false,
                        "check",
                        false);
        return new Judgement(kept.table(), kept.row(), kept.decision(), course);
    }

    private static Judgement judge(
            RetainedTable table,
            String rules,
            LocalDate today,
            boolean held,
            String blocker,
            boolean restricted) {
        RetainedRow row =
                new RetainedRow(
                        5,
                        RuleText.place("3/DE"),
                        new ClockStarts(
                                Map.of(
                                        RetentionAnchor.STATUS_CHANGED,
                                        Instant.parse("2024-03-10T12:00:00Z")),
                                ZoneOffset.UTC),
                        held,
                        blocker,
                        restricted,
                        null);
        String text = rules.equals("clash") ? CLASH : rules;
        return Judgement.of(
                table,
                row,
                new RetentionRules(RuleText.rules(text.isEmpty() ? null : text)),
                today.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static RetainedTable table(String name) {
        return RetainedTables.own().stream()
                .filter(it -> it.name().equals(name))
                .filter(it -> it.retentionClass() == RetentionClass.APPLICATION)
                .filter(it -> it.action() == RetentionAction.ANONYMISE)
                .findFirst()
                .orElseThrow();
    }
}
