package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureIT {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00.000001Z");

    @TempDir private Path home;

    private ErasureFixture program;

    @BeforeEach
    void open() {
        program = new ErasureFixture(home);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void j05_an_approved_erasure_leaves_nothing_and_is_certified() {
        long id = program.approved(ErasureFixture.PERSON, ErasureFixture.ADDRESS, NOW);

        Progress done = program.execute(id, NOW);

        assertThat(done).isInstanceOf(Progress.Completed.class);
        assertThat(((Progress.Completed) done).objects()).isEqualTo(1);
        assertThat(((Progress.Completed) done).rows()).isGreaterThan(4);
        assertThat(program.found("ada@example.org")).isEmpty();
        assertThat(program.original(ErasureFixture.PERSON)).doesNotExist();
        assertThat(program.original(8)).exists();
        assertThat(program.found("ben@example.org")).contains("public.candidates");
        SubjectRequest request = program.request(id);
        assertThat(request.completedAt()).isEqualTo(NOW);
        assertThat(request.startedAt()).isEqualTo(NOW);
        assertThat(request.open()).isZero();
        assertThat(program.texts("SELECT 'x' FROM compliance.verify_ledger()")).isEmpty();
        assertThat(program.count("compliance.erasure_ledger WHERE residual_rows <> 0")).isZero();
        assertThat(program.verified(id).certificate().request().id()).isEqualTo(id);
        assertThat(program.verified(id).certificate().entries())
                .extracting(LedgerEntry::table)
                .contains("candidates", "applications", "document_texts", "");
        assertThat(
                        program.texts(
                                "SELECT action::text FROM compliance.audit_log WHERE action ="
                                        + " 'erase'"))
                .containsExactly("erase");
        assertThat(
                        program.count(
                                "compliance.data_subject_requests WHERE contact_email IS NOT NULL"
                                        + " OR markers_enc IS NOT NULL"))
                .isZero();
    }

    @Test
    void j05_twice_changes_nothing() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        program.execute(id, NOW);
        List<String> before = state();

        assertThat(program.execute(id, NOW.plusSeconds(60))).isEqualTo(new Progress.Gone());
        assertThat(program.finish(id, NOW.plusSeconds(60)))
                .isNotInstanceOf(Progress.Completed.class);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void j05_a_held_person_is_blocked_and_nothing_else_changes() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        program.sql("INSERT INTO compliance.legal_holds (id, name, reason) VALUES (1, 'h', 'r')");
        program.sql(
                "INSERT INTO compliance.legal_hold_subjects (hold_id, subject_type, subject_id)"
                        + " VALUES (1, 'candidate', 7)");
        List<String> before = state();

        assertThat(program.execute(id, NOW))
                .isEqualTo(new Progress.Blocked(List.of("application 7", "candidate 7")));

        assertThat(state()).isEqualTo(before);
        assertThat(program.request(id).standing()).isEqualTo("blocked_by_hold");
        assertThat(program.original(ErasureFixture.PERSON)).exists();

        program.sql("UPDATE compliance.legal_holds SET released_at = now()");
        assertThat(program.execute(id, NOW)).isInstanceOf(Progress.Completed.class);
    }

    @Test
    void j05_a_store_that_refuses_leaves_the_request_incomplete_until_it_does_not()
            throws IOException {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        // What is to be removed can't be: a folder that is not empty.
        Path original = program.original(ErasureFixture.PERSON);
        Files.delete(original);
        Files.createDirectory(original);
        Files.writeString(original.resolve("inside"), "x");

        Progress first = program.execute(id, NOW);

        assertThat(first).isEqualTo(new Progress.Incomplete(List.of("object_storage file 7")));
        SubjectRequest request = program.request(id);
        assertThat(request.standing()).isEqualTo("INCOMPLETE");
        assertThat(request.failed()).isEqualTo(1);
        assertThat(request.completedAt()).isNull();
        assertThat(new Certificates(program.jdbc()).document(id)).isEmpty();
        assertThat(program.count("compliance.erasure_ledger")).isZero();
        assertThat(RequestText.steps(program.jdbc(), id)).contains("failed", "object_storage");

        assertThat(program.execute(id, NOW.plusSeconds(1))).isInstanceOf(Progress.Incomplete.class);
        Files.delete(original.resolve("inside"));
        assertThat(program.execute(id, NOW.plusSeconds(2))).isInstanceOf(Progress.Completed.class);
        assertThat(program.request(id).startedAt()).isEqualTo(NOW);
        assertThat(program.request(id).completedAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(original).doesNotExist();
    }

    @Test
    void j05_what_the_scan_still_finds_is_named_and_keeps_it_incomplete() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        new Erasures(program.parts()).begin(id, NOW);
        program.sql("UPDATE candidates SET current_title = 'Ask ADA@example.org' WHERE id = 8");

        assertThat(program.finish(id, NOW))
                .isEqualTo(
                        new Progress.Incomplete(
                                List.of(
                                        "public.candidates.current_title",
                                        "public.candidates.search_vector")));
        assertThat(
                        program.texts(
                                "SELECT error_message FROM compliance.erasure_tasks WHERE status ="
                                        + " 'failed'"))
                .containsExactly(
                        "found in public.candidates.current_title,"
                                + " public.candidates.search_vector");
        assertThat(program.request(id).isIncomplete()).isTrue();

        program.sql("UPDATE candidates SET current_title = NULL WHERE id = 8");
        assertThat(program.finish(id, NOW)).isInstanceOf(Progress.Completed.class);
    }

    @Test
    void j05_a_process_that_dies_between_the_parts_takes_nothing_along() {
        long id = program.approved(ErasureFixture.PERSON, ErasureFixture.ADDRESS, NOW);
        new Erasures(program.parts()).begin(id, NOW);
        assertThat(program.request(id).standing()).isEqualTo("INCOMPLETE");
        assertThat(
                        program.texts(
                                        "SELECT encode(markers_enc, 'escape') FROM"
                                                + " compliance.data_subject_requests")
                                .getFirst())
                .doesNotContain("ada");
        assertThat(program.found("ada@")).isEmpty();

        assertThat(program.execute(id, NOW.plusSeconds(5))).isInstanceOf(Progress.Completed.class);
        assertThat(program.original(ErasureFixture.PERSON)).doesNotExist();
    }

    @Test
    void a_plan_counts_what_is_there_and_changes_nothing() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        List<String> before = state();

        RequestPlan plan = RequestPlan.of(program.jdbc(), program.fingerprint, program.request(id));

        assertThat(plan.objects()).isEqualTo(1);
        assertThat(plan.table())
                .contains("public.candidates", "stored files: 1")
                .doesNotContain("ada", "blocked");
        assertThat(plan.toMap()).containsEntry("request", id).containsEntry("held_by", List.of());
        assertThat(state()).isEqualTo(before);
        program.execute(id, NOW);
        assertThat(
                        RequestPlan.of(program.jdbc(), program.fingerprint, program.request(id))
                                .objects())
                .isZero();
    }

    // Everything but what a decision itself writes: the request's status and the trail.
    private List<String> state() {
        return program
                .texts(
                        """
                        SELECT format('%I.%I', n.nspname, c.relname)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops')
                          AND c.relname NOT IN ('data_subject_requests', 'audit_log', 'erasure_tasks', 'encryption_keys')
                        ORDER BY 1
                        """)
                .stream()
                .map(table ->
                        table
                                + " "
                                + program.texts(
                                                "SELECT coalesce(md5(string_agg(t::text, '|' ORDER"
                                                        + " BY t::text)), '') FROM "
                                                        + table
                                                        + " t")
                                        .getFirst())
                .toList();
    }
}
