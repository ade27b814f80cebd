package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erasure leaves behind: ledger, certificate, and whom to keep away. */
class ErasureEvidenceIT {

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
                                        + " coalesce(' ' || organization_id, ' everywhere')"
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
    void every_address_of_the_erased_is_kept_away() {
        program.sql(
                "INSERT INTO users (id, email, full_name, role) VALUES (70, 'ada@home.example.org',"
                        + " 'Ada Fenwick', 'candidate')");
        program.sql("UPDATE candidates SET user_id = 70 WHERE id = 7");
        long id = program.approved(ErasureFixture.PERSON, null, NOW);

        program.execute(id, NOW);

        assertThat(
                        program.owner()
                                .sql(
                                        "SELECT count(*) FROM compliance.ingestion_suppressions"
                                                + " WHERE subject_fingerprint IN (:prints)")
                                .param(
                                        "prints",
                                        List.of(
                                                program.fingerprint.fingerprint(
                                                        ErasureFixture.ADDRESS),
                                                program.fingerprint.fingerprint(
                                                        "ada@home.example.org")))
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
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
        assertThat(program.verified(id).certificate().entries()).hasSize(1);
        assertThat(program.count("compliance.ingestion_suppressions")).isEqualTo(1);
    }
}
