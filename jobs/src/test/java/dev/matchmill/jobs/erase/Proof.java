package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.erase.ErasureCertificate.CertifiedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Certificates for tests. */
final class Proof {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.000890Z");
    static final String PERSON = "ab".repeat(32);
    static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);

    private Proof() {}

    static LedgerEntry entry(long id, String table, String previous) {
        LedgerEntry open =
                new LedgerEntry(
                        id,
                        7L,
                        null,
                        PERSON,
                        "database",
                        "public",
                        table,
                        "delete_row",
                        3,
                        0,
                        NOW,
                        12L,
                        previous,
                        "");
        return with(open, open.computedHash());
    }

    static LedgerEntry with(LedgerEntry it, String hash) {
        return new LedgerEntry(
                it.id(),
                it.request(),
                it.retentionAction(),
                it.fingerprint(),
                it.store(),
                it.schema(),
                it.table(),
                it.action(),
                it.rows(),
                it.residual(),
                it.executedAt(),
                it.execution(),
                it.previous(),
                hash);
    }

    /** As many entries as tables, numbered from the first on. */
    static List<LedgerEntry> chain(long first, String previous, String... tables) {
        List<LedgerEntry> entries = new ArrayList<>();
        String before = previous;
        for (String table : tables) {
            LedgerEntry entry = entry(first + entries.size(), table, before);
            entries.add(entry);
            before = entry.hash();
        }
        return entries;
    }

    static CertifiedRequest request() {
        return new CertifiedRequest(
                7, "erasure", "platform", null, PERSON, NOW, NOW, NOW, "in_person", NOW, NOW, NOW);
    }

    static ErasureCertificate certificate(List<LedgerEntry> entries) {
        return new ErasureCertificate(request(), entries, "matchmill 9", "cd".repeat(32), NOW);
    }

    static ErasureCertificate certificate() {
        return certificate(chain(5, Digest.NONE, "candidates", "applications"));
    }
}
