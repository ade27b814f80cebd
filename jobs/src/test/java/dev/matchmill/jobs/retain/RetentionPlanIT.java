package dev.matchmill.jobs.retain;

import static dev.matchmill.jobs.retain.RetentionDatabase.AMERICAN;
import static dev.matchmill.jobs.retain.RetentionDatabase.GERMAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RetentionItemState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans and their application on a real database. */
class RetentionPlanIT {

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
    void j17_a_row_is_due_on_its_day_and_not_the_day_before() {
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2026-05-15 12:00+02");

        data.today("2026-11-14T22:59:00Z"); // 23:59 in Berlin
        assertThat(data.items(data.plan())).isEmpty();

        data.today("2026-11-14T23:00:00Z");
        assertThat(data.items(data.plan())).containsExactly("applications 1 end open");
    }

    @Test
    void j17_default_organization_country_maximum_and_minimum_of_a_region_decide() {
        data.execute("UPDATE organizations SET country = NULL WHERE id = 1");
        data.execute("UPDATE jobs SET location_country = NULL WHERE id = 1");
        data.candidate(1, "2026-11-01");
        data.candidate(2, "2026-11-01");
        data.application(1, GERMAN, "2025-01-15");
        data.application(2, AMERICAN, "2023-01-15");
        assertThat(data.items(data.plan())).isEmpty();

        data.rule("S 1 12M status", "application", "anonymise");
        assertThat(data.items(data.plan())).containsExactly("applications 1 end open");

        data.today("2027-01-15T12:00:00Z"); // four years of California
        assertThat(data.items(data.plan()))
                .containsExactly("applications 1 end open", "applications 2 end open");

        data.execute("UPDATE jobs SET location_country = 'DE' WHERE id = 1");
        assertThat(
                        data.texts(
                                """
                                SELECT p.legal_basis
                                FROM compliance.retention_plan_items i
                                JOIN compliance.retention_policies p ON p.id = i.policy_id
                                WHERE i.plan_id = %d AND i.row_id = 1
                                """
                                        .formatted(data.plan())))
                .containsExactly("claims for discrimination");
    }

    @Test
    void j17_an_archived_application_follows_the_place_of_its_archived_posting() {
        for (int id : List.of(1, 2)) {
            data.execute(
                    """
                    INSERT INTO archive.jobs
                        (job_id, organization_id, title, status, payload, payload_version,
                         payload_sha256, archived_at)
                    SELECT id + 100, 1, title, status, payload, 1,
                           sha256(convert_to(payload::text, 'UTF8')), now()
                    FROM jobs j,
                         LATERAL (SELECT jsonb_build_object('tables', jsonb_build_object(
                             'jobs', jsonb_build_array(to_jsonb(j))), 'links', '{}'::jsonb)) p (payload)
                    WHERE j.id = %d
                    """
                            .formatted(id));
            data.execute(
                    """
                    INSERT INTO archive.applications
                        (application_id, job_id, organization_id, status, applied_at,
                         status_changed_at, payload, payload_version, payload_sha256, archived_at)
                    VALUES (%d, %d, 1, 'rejected', '2024-01-15', '2024-01-15', '{}', 1,
                            sha256('{}'), '2025-01-15')
                    """
                            .formatted(id + 10, id + 100));
        }

        assertThat(data.items(data.plan())).containsExactly("applications 11 end open");
        data.today("2028-01-16T12:00:00Z"); // four years of California
        assertThat(data.items(data.plan()))
                .containsExactly("applications 11 end open", "applications 12 end open");
    }

    @Test
    void j17_rows_without_rule_stay() {
        data.execute("DELETE FROM compliance.retention_policies");
        data.candidate(1, "2001-01-01");
        data.application(1, GERMAN, "2001-01-01");
        data.message(1, GERMAN, "2001-01-01");

        assertThat(data.items(data.plan())).isEmpty();
    }

    @Test
    void a_plan_ends_exactly_its_rows_and_a_second_application_changes_nothing() {
        data.messages(GERMAN, 1, 3, "2024-01-01");
        data.message(4, GERMAN, "2026-01-01");
        long plan = data.plan();
        data.message(5, GERMAN, "2024-01-01"); // due, and not in the plan

        List<PlanItem> settled = data.apply(plan);

        assertThat(RetentionDatabase.count(settled, RetentionItemState.DONE)).isEqualTo(3);
        assertThat(data.texts("SELECT id::text FROM messages ORDER BY id"))
                .containsExactly("4", "5");
        assertThat(data.stored(plan).appliedAt()).contains(data.now);
        assertThat(data.admission(plan)).isEqualTo(new Admission.Settled());
        assertThat(data.apply(plan)).isEmpty();
        assertThat(data.count("messages")).isEqualTo(2);
    }

    @Test
    void what_was_done_is_in_the_books_and_chained_to_the_ledger() {
        data.messages(GERMAN, 1, 3, "2024-01-01");
        data.messages(AMERICAN, 11, 2, "2024-01-01");
        data.message(21, AMERICAN, "2024-01-01");
        data.hold("organization", AMERICAN);
        data.releaseHolds();
        data.candidate(1, "2026-11-01");
        data.application(1, GERMAN, "2024-01-01");
        data.candidate(2, "2026-11-01");
        data.application(2, GERMAN, "2024-01-01");
        data.hold("application", 2);

        data.apply(data.plan());

        assertThat(
                        data.texts(
                                """
                                SELECT concat_ws(' ', a.organization_id, a.table_name,
                                                 a.rows_affected, a.rows_held, l.action,
                                                 l.rows_affected, l.residual_rows)
                                FROM compliance.retention_actions a
                                LEFT JOIN compliance.erasure_ledger l
                                  ON l.retention_action_id = a.id
                                ORDER BY 1
                                """))
                .containsExactly(
                        "1 applications 1 1 redact 1 0",
                        "1 messages 3 0 delete_row 3 0",
                        "2 messages 3 0 delete_row 3 0");
        assertThat(data.count("compliance.verify_ledger()")).isZero();
    }

    @Test
    void j17_a_held_row_stays_and_is_counted_also_when_the_hold_comes_after_the_plan() {
        for (int i = 1; i <= 3; i++) {
            data.candidate(i, "2026-11-01");
            data.application(i, GERMAN, "2024-01-01");
        }
        data.hold("candidate", 1);
        long plan = data.plan();
        assertThat(data.stored(plan).held()).isEqualTo(1);
        assertThat(data.stored(plan).due()).isEqualTo(2);
        data.hold("application", 2);

        data.apply(plan);

        assertThat(data.items(plan))
                .containsExactly(
                        "applications 1 end held",
                        "applications 2 end held",
                        "applications 3 end done");
        assertThat(data.texts("SELECT sum(rows_held)::text FROM compliance.retention_actions"))
                .containsExactly("2");
        assertThat(data.count("applications WHERE anonymized_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void a_hold_released_after_the_plan_leaves_its_row_to_the_next_plan() {
        data.message(1, GERMAN, "2024-01-01");
        data.hold("organization", GERMAN);
        long plan = data.plan();
        data.releaseHolds();

        data.apply(plan);
        assertThat(data.count("messages")).isEqualTo(1);

        data.apply(data.plan());
        assertThat(data.count("messages")).isZero();
    }

    @Test
    void a_row_that_changed_since_the_plan_is_left_out() {
        for (int i = 1; i <= 4; i++) {
            data.candidate(i, "2026-11-01");
            data.application(i, GERMAN, "2024-01-01");
        }
        long plan = data.plan();
        data.execute("UPDATE applications SET status_changed_at = '2026-11-10' WHERE id = 1");
        data.execute("DELETE FROM applications WHERE id = 2");
        data.execute(
                """
                INSERT INTO background_checks
                    (id, application_id, organization_id, candidate_id, status)
                VALUES (1, 3, 1, 3, 'pending')
                """);

        data.apply(plan);

        assertThat(data.items(plan))
                .containsExactly(
                        "applications 1 end left_out",
                        "applications 2 end left_out",
                        "applications 3 end blocked",
                        "applications 4 end done");
    }
}
