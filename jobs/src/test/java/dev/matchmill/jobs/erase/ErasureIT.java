package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.erase.CertificateFile.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(verified(id).certificate().request().id()).isEqualTo(id);
        assertThat(verified(id).certificate().entries())
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
    void j05_the_most_urgent_comes_first_and_only_what_is_approved_comes_at_all() {
        long later = program.approved(8L, null, NOW);
        long sooner = program.approved(ErasureFixture.PERSON, null, NOW.minusSeconds(60));
        long begun = program.approved(null, null, NOW.minusSeconds(30));
        new Erasures(program.parts()).begin(begun, NOW);
        Requests requests = new Requests(program.jdbc());
        requests.receive(
                new Requests.Wish(
                        dev.matchmill.migrations.type.SubjectRequestType.ERASURE,
                        dev.matchmill.migrations.type.SubjectRequestScope.PLATFORM,
                        null,
                        8L,
                        "0".repeat(64),
                        null),
                NOW.minusSeconds(90));

        assertThat(requests.executable())
                .extracting(SubjectRequest::id)
                .containsExactly(sooner, begun, later);
        assertThat(requests.all(true)).hasSize(4);
        assertThat(program.request(later).dueAt())
                .isEqualTo(Instant.parse("2026-07-01T02:00:00.000001Z"));
    }

    @Test
    void a_changed_ledger_is_found_by_the_database_and_by_the_certificate() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        program.execute(id, NOW);
        CertificateSet set = new CertificateSet(Optional.of(program.key().verifying()));
        assertThat(set.faultsOf(program.jdbc(), Map.of())).isEmpty();

        program.sql("ALTER TABLE compliance.erasure_ledger DISABLE TRIGGER USER");
        program.sql(
                "UPDATE compliance.erasure_ledger SET rows_affected = 99 WHERE id = (SELECT min(id)"
                        + " FROM compliance.erasure_ledger)");

        assertThat(set.faultsOf(program.jdbc(), Map.of()))
                .containsExactly(
                        "the ledger is broken at entry "
                                + program.texts(
                                                "SELECT min(id)::text FROM"
                                                        + " compliance.erasure_ledger")
                                        .getFirst(),
                        "certificate of request " + id + ": the ledger says something else");
    }

    @Test
    void a_lost_certificate_is_found() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        program.execute(id, NOW);
        program.sql("ALTER TABLE compliance.erasure_certificates DISABLE TRIGGER USER");
        program.sql("DELETE FROM compliance.erasure_certificates");

        assertThat(new CertificateSet(Optional.empty()).faultsOf(program.jdbc(), Map.of()))
                .containsExactly("request " + id + " is completed without a certificate");
    }

    @Test
    void the_erased_are_kept_away_by_address_words_bytes_and_what_they_sent() {
        long id = program.approved(ErasureFixture.PERSON, null, NOW);
        program.execute(id, NOW);

        assertThat(
                        program.texts(
                                "SELECT fingerprint_of || ' ' || (created_at ="
                                        + " '2026-06-01 02:00:00.000001Z') || ' ' || request_id ||"
                                        + coalesce
                                        + " FROM compliance.ingestion_suppressions ORDER BY 1"))
                .containsExactly(
                        "address true " + id + " everywhere",
                        "application true " + id + " everywhere",
                        "document true " + id + " everywhere",
                        "file true " + id + " everywhere");
        assertThat(
                        program.owner()
                                .sql(
                                        "SELECT count(*) FROM compliance.ingestion_suppressions"
                                                + " WHERE subject_fingerprint = :print")
                                .param(
                                        "print",
                                        program.fingerprint.fingerprint(ErasureFixture.ADDRESS))
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void an_erasure_for_one_organization_keeps_away_from_that_one_only() {
        program.sql("INSERT INTO organizations (id, name) VALUES (2, 'Other')");
        program.sql(
                "INSERT INTO jobs (id, organization_id, title, description) VALUES (2, 2, 'Cook',"
                        + " 'Cooks')");
        program.sql(
                "INSERT INTO applications (id, job_id, organization_id, candidate_email,"
                    + " candidate_id, source) VALUES (20, 2, 2, 'ada@example.org', 7, 'import')");
        long id = program.approved(ErasureFixture.PERSON, null, NOW, 1L);

        assertThat(program.execute(id, NOW)).isInstanceOf(Progress.Completed.class);

        assertThat(program.texts("SELECT candidate_email FROM applications WHERE id = 20"))
                .containsExactly("ada@example.org");
        assertThat(
                        program.texts("SELECT candidate_email FROM applications WHERE id = 7")
                                .getFirst())
                .doesNotContain("ada");
        assertThat(program.texts("SELECT full_name FROM candidates WHERE id = 7"))
                .containsExactly("Ada Fenwick");
        assertThat(
                        program.count(
                                "compliance.ingestion_suppressions WHERE organization_id IS"
                                        + " DISTINCT FROM 1"))
                .isZero();
    }

    @Test
    void a_person_nobody_knows_is_certified_and_kept_away_as_well() {
        long id = program.approved(null, "nobody@example.org", NOW);

        assertThat(program.execute(id, NOW)).isEqualTo(new Progress.Completed(0, 0, List.of()));
        assertThat(verified(id).certificate().entries()).hasSize(1);
        assertThat(program.count("compliance.ingestion_suppressions")).isEqualTo(1);
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

    private static final String coalesce = " coalesce(' ' || organization_id, ' everywhere')";

    private Verdict.Genuine verified(long id) {
        String document = new Certificates(program.jdbc()).document(id).orElseThrow();
        Verdict verdict =
                CertificateFile.verify(
                        document.getBytes(StandardCharsets.UTF_8),
                        Optional.of(program.key().verifying()));
        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        return (Verdict.Genuine) verdict;
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
