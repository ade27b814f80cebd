package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.erase.ErasureCertificate.CertifiedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The certificates that were given out: rows of {@code compliance.erasure_certificates}. */
public final class Certificates {

    private static final String KEEP =
            """
            INSERT INTO compliance.erasure_certificates
                (request_id, document, document_sha256, issued_at)
            VALUES (:request, :document, :hash, :now)
            """;

    private final JdbcClient jdbc;

    /**
     * @param jdbc as a role that reads evidence; to issue, the role of erasure
     */
    public Certificates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who vouches for what: the key, the program's version, the inventory's hash. */
    public record Issuer(SigningKey key, String program, String inventory) {}

    /** Certifies a request that has just been completed, from its entries of the ledger. */
    void issue(SubjectRequest done, Issuer issuer, Instant now) {
        ErasureCertificate certificate =
                new ErasureCertificate(
                        certified(done, now),
                        new ErasureLedger(jdbc).of(done.id()),
                        issuer.program(),
                        issuer.inventory(),
                        now);
        String document = CertificateFile.write(certificate, issuer.key());
        jdbc.sql(KEEP)
                .param("request", done.id())
                .param("document", document)
                .param(
                        "hash",
                        HexFormat.of()
                                .parseHex(Digest.of(document.getBytes(StandardCharsets.UTF_8))))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The file of a request, as it is given out; empty as long as it is not completed. */
    public Optional<String> document(long request) {
        return jdbc.sql(
                        "SELECT document FROM compliance.erasure_certificates WHERE request_id ="
                                + " :request")
                .param("request", request)
                .query(String.class)
                .optional();
    }

    private static CertifiedRequest certified(SubjectRequest done, Instant now) {
        return new CertifiedRequest(
                done.id(),
                done.type().label(),
                done.scope().label(),
                done.organization(),
                done.fingerprint(),
                done.receivedAt(),
                done.dueAt(),
                Objects.requireNonNull(done.verifiedAt(), "no identity was verified"),
                done.verification(),
                done.decidedAt(),
                Objects.requireNonNull(done.startedAt(), "it was never begun"),
                now);
    }
}
