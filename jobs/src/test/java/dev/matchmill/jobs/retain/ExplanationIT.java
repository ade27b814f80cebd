package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.AMERICAN;
import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a record is kept or ended, in words. */
class ExplanationIT {

    private RetentionDatabase data;

    @BeforeEach
    void open() {
        data = new RetentionDatabase();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void what_is_due_comes_first_and_what_has_no_rule_last() {
        data.execute(
                "DELETE FROM compliance.retention_policies WHERE retention_class ="
                        + " 'candidate_profile'");
        data.candidate(1, "2026-11-01");
        data.application(1, 1, GERMAN, "rejected", "2026-10-01");
        data.application(2, 1, AMERICAN, "rejected", "2020-01-01");

        List<Explanation> all = anonymised(1);

        assertThat(all)
                .extracting(it -> it.table() + " " + it.row() + " " + it.outcome())
                .containsExactly(
                        "public.applications 2 due: anonymise by J17",
                        "public.applications 1 stays until 2027-04-01, then anonymise by J17",
                        "public.candidates 1 stays: no rule, or its clock has not started");
        assertThat(all.getLast().policy()).isNull();
        assertThat(all.getLast().kind()).isNull();
        assertThat(all.getLast().anchor()).isNull();
        assertThat(all.getLast().period()).isNull();
        assertThat(all.getLast().basis()).isNull();
        assertThat(all.getLast().source()).isNull();
        assertThat(all.get(1).policy()).isPositive();
        assertThat(all.get(1).anchor()).isEqualTo("status_changed");
        assertThat(all.get(1).period()).isEqualTo("P6M");
        assertThat(all.get(1).basis()).isEqualTo("claims for discrimination");
        assertThat(all.get(1).country()).isEqualTo("DE");
        assertThat(all.getFirst().region()).isEqualTo("CA");
    }

    @Test
    void a_hold_is_named_where_it_counts() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2020-01-01");
        data.hold("application", 1);

        Explanation held = anonymised(1).getFirst();

        assertThat(held.outcome()).isEqualTo("due, and stays under a legal hold");
        assertThat(held.holds()).hasSize(1);
        data.releaseHolds();
        assertThat(anonymised(1).getFirst().holds()).isEmpty();
    }

    @Test
    void a_clash_of_rules_is_told_from_its_beginning_to_its_end() {
        data.rule("m DE 12M status", "application", "anonymise"); // the maximum is 6 months
        String maximum =
                data.texts(
                                """
                                SELECT id::text
                                FROM compliance.retention_policies
                                WHERE rule_kind = 'maximum' AND country = 'DE'
                                  AND retention_class = 'application' AND action = 'anonymise'
                                """)
                        .getFirst();
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-03-01");

        assertThat(anonymised(1).getFirst().outcome())
                .isEqualTo(
                        "will be restricted until 2027-03-01, since rule "
                                + maximum
                                + " ends before it");
        data.apply(data.plan());
        assertThat(anonymised(1).getFirst().outcome())
                .isEqualTo(
                        "restricted until 2027-03-01, since rule " + maximum + " ends before it");
        data.execute("DELETE FROM compliance.retention_policies WHERE id = " + maximum);
        assertThat(anonymised(1).getFirst().outcome())
                .isEqualTo("restricted, and will be released");
    }

    @Test
    void a_restriction_that_is_not_called_for_any_more_is_left_out_of_its_plan() {
        data.rule("m DE 12M status", "application", "anonymise");
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-03-01");
        long plan = data.plan();
        data.execute("UPDATE applications SET status_changed_at = '2026-11-10'");

        data.apply(plan);

        assertThat(data.items(plan)).containsExactly("applications 1 restrict left_out");
        assertThat(data.texts("SELECT blocked_by FROM compliance.retention_plan_items"))
                .containsExactly("not so any more");
        assertThat(data.count("applications WHERE restricted_at IS NOT NULL")).isZero();
    }

    @Test
    void a_day_that_no_rule_sets_any_more_is_removed() {
        data.candidate(1, "2026-11-01");
        data.execute("UPDATE candidates SET retention_until = '2030-01-01'");
        data.execute("DELETE FROM compliance.retention_policies");
        DueDays days = new DueDays(data.jdbc, data.transactions::inNew);
        int[] written = {0};

        new PlanMaker(data.jdbc, data.json, data.now)
                .make(
                        data.transactions::inNew,
                        () -> false,
                        page -> written[0] += days.write(page));

        assertThat(written[0]).isEqualTo(1);
        assertThat(data.count("candidates WHERE retention_until IS NOT NULL")).isZero();
    }

    private List<Explanation> anonymised(long candidate) {
        return Explanation.of(data.jdbc, candidate, data.now).stream()
                .filter(it -> it.action().equals("anonymise"))
                .toList();
    }
}
