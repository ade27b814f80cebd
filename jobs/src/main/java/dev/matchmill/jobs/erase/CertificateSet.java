package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.erase.CertificateFile.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Several certificates of one ledger: each by itself, and against each other. Where one ends at the
 * entry before another one begins, their chains must join; and no entry may be in two versions.
 *
 * @param trusted the key that must have signed
 */
public record CertificateSet(Optional<VerifyingKey> trusted) {

    private static final String KEPT =
            """
            SELECT request_id, document
            FROM compliance.erasure_certificates
            ORDER BY id
            """;

    private static final String WITHOUT =
            """
            SELECT r.id
            FROM compliance.data_subject_requests r
            WHERE r.request_type = 'erasure'
              AND r.status = 'completed'
              AND r.started_at IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM compliance.erasure_certificates c WHERE c.request_id = r.id)
            ORDER BY r.id
            """;

    /**
     * What is wrong, in sentences; changeable, empty when all are genuine.
     *
     * @param files by name
     */
    public List<String> faults(Map<String, byte[]> files) {
        List<String> faults = new ArrayList<>();
        Map<Long, String> hashes = new HashMap<>();
        Map<Long, String> before = new HashMap<>();
        files.forEach((name, bytes) -> {
            switch (CertificateFile.verify(bytes, trusted)) {
                case Verdict.Broken broken ->
                        broken.faults().forEach(fault -> faults.add(name + ": " + fault));
                case Verdict.Genuine genuine -> {
                    for (LedgerEntry entry : genuine.certificate().entries()) {
                        String other = hashes.put(entry.id(), entry.hash());
                        if (other != null && !other.equals(entry.hash())) {
                            faults.add(
                                    name + ": entry " + entry.id() + " is another one elsewhere");
                        }
                        before.put(entry.id(), entry.previous());
                    }
                }
            }
        });
        before.forEach((id, previous) -> {
            String expected = hashes.get(id - 1);
            if (expected != null && !expected.equals(previous)) {
                faults.add("entry " + id + " does not follow entry " + (id - 1));
            }
        });
        return faults;
    }

    /**
     * What is wrong in a database, and where files and database differ.
     *
     * @param jdbc as a role that reads evidence
     */
    public List<String> faultsOf(JdbcClient jdbc, Map<String, byte[]> files) {
        ErasureLedger ledger = new ErasureLedger(jdbc);
        List<String> faults = new ArrayList<>();
        ledger.broken().forEach(id -> faults.add("the ledger is broken at entry " + id));
        jdbc.sql(WITHOUT)
                .query(Long.class)
                .list()
                .forEach(id -> faults.add("request " + id + " is completed without a certificate"));
        Map<String, byte[]> all = new LinkedHashMap<>(kept(jdbc));
        faults.addAll(faults(all));
        all.putAll(files);
        all.forEach((name, bytes) -> {
            if (CertificateFile.verify(bytes, trusted) instanceof Verdict.Genuine genuine
                    && !ledger.of(genuine.certificate().request().id())
                            .equals(genuine.certificate().entries())) {
                faults.add(name + ": the ledger says something else");
            }
        });
        return faults;
    }

    private static Map<String, byte[]> kept(JdbcClient jdbc) {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        jdbc.sql(KEPT)
                .query(
                        (RowCallbackHandler)
                                row ->
                                        kept.put(
                                                "certificate of request " + row.getLong(1),
                                                row.getString(2).getBytes(StandardCharsets.UTF_8)));
        return kept;
    }
}
