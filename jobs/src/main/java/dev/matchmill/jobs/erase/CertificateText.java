package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.erase.CertificateFile.Verdict;
import dev.matchmill.jobs.erase.ErasureCertificate.CertifiedRequest;
import dev.matchmill.jobs.report.TextTable;
import java.util.Optional;

/** A certificate as a person reads it. */
public final class CertificateText {

    private CertificateText() {}

    /** Of a file; one that is not genuine is not shown. */
    public static String of(byte[] file) {
        return switch (CertificateFile.verify(file, Optional.empty())) {
            case Verdict.Genuine(ErasureCertificate certificate, VerifyingKey key) ->
                    text(certificate, key);
            case Verdict.Broken broken -> String.join("\n", broken.faults()) + "\n";
        };
    }

    private static String text(ErasureCertificate certificate, VerifyingKey key) {
        CertifiedRequest request = certificate.request();
        TextTable head = new TextTable("certificate", "of erasure");
        head.row("request", request.id());
        head.row(
                "scope",
                request.organization() == null
                        ? request.scope()
                        : request.scope() + " " + request.organization());
        head.row("person", request.fingerprint());
        head.row("received", request.receivedAt());
        head.row("identity verified", request.verifiedAt());
        head.row("begun", request.startedAt());
        head.row("completed", request.completedAt());
        head.row("program", certificate.program());
        head.row("inventory", certificate.inventory());
        head.row("signed by", key.hex());
        TextTable stores = new TextTable("entry", "store", "table", "action", "rows", "left");
        for (LedgerEntry entry : certificate.entries()) {
            stores.row(
                    entry.id(),
                    entry.store(),
                    entry.schema().isEmpty() ? "-" : entry.schema() + "." + entry.table(),
                    entry.action(),
                    entry.rows(),
                    entry.residual());
        }
        return head.render() + "\n" + stores.render();
    }
}
