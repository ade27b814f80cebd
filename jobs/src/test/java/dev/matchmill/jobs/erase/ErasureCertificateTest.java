package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.erase.ErasureCertificate.CertifiedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureCertificateTest {

    @Test
    void one_that_fits_together_has_no_fault() {
        assertThat(Proof.certificate().faults()).isEmpty();
    }

    @Test
    void entries_of_another_request_or_person_are_named() {
        CertifiedRequest other =
                new CertifiedRequest(
                        8,
                        "erasure",
                        "platform",
                        null,
                        "ee".repeat(32),
                        Proof.NOW,
                        Proof.NOW,
                        Proof.NOW,
                        null,
                        null,
                        Proof.NOW,
                        Proof.NOW);
        ErasureCertificate mixed =
                new ErasureCertificate(
                        other, Proof.chain(5, Digest.NONE, "a"), "p", "cd".repeat(32), Proof.NOW);

        assertThat(mixed.faults())
                .containsExactly(
                        "entry 5 belongs to another request", "entry 5 is about somebody else");
    }

    @Test
    void an_entry_of_a_retention_is_none_of_a_request() {
        LedgerEntry open =
                new LedgerEntry(
                        5,
                        null,
                        3L,
                        null,
                        "database",
                        "public",
                        "t",
                        "keep",
                        0,
                        2,
                        Proof.NOW,
                        null,
                        Digest.NONE,
                        "");
        LedgerEntry entry = Proof.with(open, open.computedHash());

        assertThat(Proof.certificate(List.of(entry)).faults())
                .containsExactly(
                        "entry 5 belongs to another request",
                        "entry 5 is about somebody else",
                        "entry 5 says that something was left");
        assertThat(entry.canonical()).startsWith("5|-|3|-|database|").endsWith("|-");
    }

    @Test
    void absent_values_survive_the_file() {
        CertifiedRequest sparse =
                new CertifiedRequest(
                        7,
                        "erasure",
                        "organization",
                        4L,
                        Proof.PERSON,
                        Proof.NOW,
                        Proof.NOW,
                        Proof.NOW,
                        null,
                        null,
                        Proof.NOW,
                        Proof.NOW);
        ErasureCertificate certificate =
                new ErasureCertificate(
                        sparse, Proof.chain(5, Digest.NONE, "a"), "p", "cd".repeat(32), Proof.NOW);

        assertThat(ErasureCertificate.of(new CertificateFields(certificate.toMap())))
                .isEqualTo(certificate);
    }
}
