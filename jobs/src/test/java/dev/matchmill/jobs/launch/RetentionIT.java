package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.recurring.Tally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** J17 in the program, as the role of erasure and retention. */
class RetentionIT {

    private MaintainFixture program = MaintainFixture.open();

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j17_due_persons_and_rows_are_ended_and_held_ones_counted() {
        tenant(1);
        for (int i = 1; i <= 4; i++) {
            person(i, 1, i <= 3 ? "3 years" : "1 day");
        }
        program.execute(
                """
                WITH h AS (
                    INSERT INTO compliance.legal_holds (name, reason) VALUES ('H', 'R')
                    RETURNING id)
                INSERT INTO compliance.legal_hold_subjects SELECT id, 'candidate', 3 FROM h
                """);
        messages(1, 5, "3 years");
        messages(1, 5, "1 day");
        Tally plan = program.plan("J17");
        assertThat(plan.affected())
                .containsEntry("public.candidates", 2L)
                .containsEntry("public.applications", 2L)
                .containsEntry("public.messages", 5L);
        assertThat(program.count("compliance.retention_plans")).isZero();

        program.run("J17");

        assertThat(program.rows().texts("SELECT id::text FROM candidates WHERE is_anonymized"))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(program.rows().texts("SELECT id::text FROM applications WHERE is_anonymized"))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(program.count("candidates WHERE email LIKE 'person%'")).isEqualTo(2);
        assertThat(program.count("messages")).isEqualTo(5);
        assertThat(program.counted("retentionEvaluation", "held", "public.candidates"))
                .isEqualTo(1);
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT sum(rows_held)::text FROM"
                                                + " compliance.retention_actions"))
                .containsExactly("2");
        assertThat(program.count("compliance.erasure_ledger WHERE residual_rows <> 0")).isZero();
        assertThat(program.count("compliance.erasure_ledger WHERE subject_fingerprint IS NOT NULL"))
                .isEqualTo(2);
        assertThat(program.count("compliance.verify_ledger()")).isZero();
        assertThat(program.count("candidates WHERE retention_until IS NOT NULL")).isEqualTo(4);

        program.run("J17");
        assertThat(program.counted("retentionEvaluation", "affected", "public.candidates"))
                .isZero();
        assertThat(program.counted("retentionEvaluation", "affected", "public.messages")).isZero();
    }

    @Test
    void j17_vectors_of_an_ended_person_leave_their_index_too() {
        tenant(1);
        person(1, 1, "3 years");
        person(2, 1, "1 day");
        program.execute(
                """
                INSERT INTO embedding_models (id, name, version, runtime, dimensions, max_tokens)
                VALUES (1, 'hash', '1', 'onnx', 1024, 512)
                """);
        program.jdbc().sql("SELECT create_embedding_partitions(1)").query().singleRow();
        program.execute(
                """
                INSERT INTO embeddings
                    (entity_type, embedding_model_id, entity_id, content_hash, embedding_vector)
                SELECT 'candidate', 1, i, sha256('x'),
                       ('[1' || repeat(',0', 1023) || ']')::vector
                FROM generate_series(1, 2) i
                """);

        program.run("J17");

        assertThat(program.rows().texts("SELECT entity_id::text FROM embeddings"))
                .containsExactly("2");
        assertThat(program.counted("retentionEvaluation", "noted", "tables of vectors vacuumed"))
                .isEqualTo(1);
    }

    @Test
    void j17_a_tenant_over_its_cap_is_left_out_with_a_finding_that_resolves_itself() {
        program.close();
        program = MaintainFixture.open(Map.of("matchmill.jobs.retain.cap-floor", "4"));
        tenant(1);
        tenant(2);
        messages(1, 5, "3 years");
        messages(2, 4, "3 years");

        program.run("J17");

        assertThat(program.count("messages WHERE organization_id = 1")).isEqualTo(5);
        assertThat(program.count("messages WHERE organization_id = 2")).isZero();
        assertThat(program.findings("retention_overdue"))
                .containsExactly("retention_overdue organization 1 communication");

        messages(1, 45, "1 day"); // a tenth of them is due now
        program.run("J17");

        assertThat(program.count("messages WHERE organization_id = 1")).isEqualTo(45);
        assertThat(program.findings("retention_overdue")).isEmpty();
    }

    @Test
    void j17_is_a_day_too_early_and_then_on_its_day() {
        tenant(1);
        Instant now = program.clock().instant().truncatedTo(ChronoUnit.DAYS);
        program.clock().moveTo(now);
        program.execute(
                """
                INSERT INTO messages (id, organization_id, recipient_email, channel, body, status,
                                      created_at)
                VALUES (1, 1, 'x@example.org', 'email', 'B', 'sent', '2024-02-10 12:00+00')
                """);
        program.clock().moveTo(Instant.parse("2026-02-09T23:59:59Z"));
        assertThat(program.plan("J17").affected().getOrDefault("public.messages", 0L)).isZero();

        program.clock().moveTo(Instant.parse("2026-02-10T00:00:00Z"));
        assertThat(program.plan("J17").affected()).containsEntry("public.messages", 1L);
    }

    private void tenant(int id) {
        program.execute(
                "INSERT INTO organizations (id, name, country) VALUES (%d, 'T%d', 'FR')"
                        .formatted(id, id));
        program.execute(
                """
                INSERT INTO jobs (id, organization_id, title, description, status, closed_at,
                                  location_country)
                VALUES (%d, %d, 'J', 'D', 'closed', now() - interval '3 years', 'FR')
                """
                        .formatted(id, id));
    }

    private void person(int id, int tenant, String age) {
        program.execute(
                """
                INSERT INTO candidates (id, email, full_name, last_activity_at, created_at)
                VALUES (%d, 'person%d@example.org', 'P', now() - interval '%s', '2020-01-01')
                """
                        .formatted(id, id, age));
        program.execute(
                """
                INSERT INTO applications
                    (id, job_id, organization_id, candidate_id, candidate_email, status,
                     status_changed_at, applied_at, created_at)
                VALUES (%d, %d, %d, %d, 'person%d@example.org', 'rejected',
                        now() - interval '%s', '2020-02-01', '2020-02-01')
                """
                        .formatted(id, tenant, tenant, id, id, age));
    }

    private void messages(int tenant, int count, String age) {
        program.execute(
                """
                INSERT INTO messages (organization_id, recipient_email, channel, body, status,
                                      created_at)
                SELECT %d, 'x@example.org', 'email', 'B', 'sent', now() - interval '%s'
                FROM generate_series(1, %d)
                """
                        .formatted(tenant, age, count));
    }
}
