package dev.matchmill.jobs.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure did: free of personal data, with the part of the ledger that proves it.
 *
 * @param request the request that was fulfilled
 * @param entries the request's entries of the ledger, each store once, without a gap
 * @param program the program's version
 * @param inventory SHA-256 of the declared inventory in hex: what was looked for
 */
public record ErasureCertificate(
        CertifiedRequest request,
        List<LedgerEntry> entries,
        String program,
        String inventory,
        Instant issuedAt) {

    static final String FORMAT = "matchmill-erasure-certificate/1";

    public ErasureCertificate {
        entries = List.copyOf(entries);
    }

    /**
     * The request as far as it may be shown to anybody.
     *
     * @param organization only for scope {@code organization}
     * @param fingerprint HMAC-SHA-256 of the address in hex, with a key that stays with the program
     * @param verification how the identity was verified
     */
    public record CertifiedRequest(
            long id,
            String type,
            String scope,
            @Nullable Long organization,
            String fingerprint,
            Instant receivedAt,
            Instant dueAt,
            Instant verifiedAt,
            @Nullable String verification,
            @Nullable Instant decidedAt,
            Instant startedAt,
            Instant completedAt) {

        Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("id", id);
            map.put("type", type);
            map.put("scope", scope);
            map.put("organization", organization);
            map.put("fingerprint", fingerprint);
            map.put("received_at", receivedAt.toString());
            map.put("due_at", dueAt.toString());
            map.put("identity_verified_at", verifiedAt.toString());
            map.put("verification", verification);
            map.put("decided_at", decidedAt == null ? null : decidedAt.toString());
            map.put("started_at", startedAt.toString());
            map.put("completed_at", completedAt.toString());
            return map;
        }

        static CertifiedRequest of(CertificateFields fields) {
            return new CertifiedRequest(
                    fields.number("id"),
                    fields.text("type"),
                    fields.text("scope"),
                    fields.numberOrNull("organization"),
                    fields.hash("fingerprint"),
                    fields.instant("received_at"),
                    fields.instant("due_at"),
                    fields.instant("identity_verified_at"),
                    fields.textOrNull("verification"),
                    fields.instantOrNull("decided_at"),
                    fields.instant("started_at"),
                    fields.instant("completed_at"));
        }
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("request", request.toMap());
        map.put("ledger", entries.stream().map(LedgerEntry::toMap).toList());
        map.put("program", program);
        map.put("inventory_sha256", inventory);
        map.put("issued_at", issuedAt.toString());
        return map;
    }

    static ErasureCertificate of(CertificateFields fields) {
        if (!fields.text("format").equals(FORMAT)) {
            throw new CertificateFields.MalformedException("format", FORMAT);
        }
        return new ErasureCertificate(
                CertifiedRequest.of(fields.object("request")),
                fields.objects("ledger").stream().map(LedgerEntry::of).toList(),
                fields.text("program"),
                fields.hash("inventory_sha256"),
                fields.instant("issued_at"));
    }

    /** What contradicts itself, in sentences; empty when all of it fits together. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(new LedgerChain(entries).faults());
        for (LedgerEntry entry : entries) {
            if (entry.request() == null || entry.request() != request.id()) {
                faults.add("entry " + entry.id() + " belongs to another request");
            }
            if (!request.fingerprint().equals(entry.fingerprint())) {
                faults.add("entry " + entry.id() + " is about somebody else");
            }
            if (entry.residual() != 0) {
                faults.add("entry " + entry.id() + " says that something was left");
            }
        }
        return faults;
    }
}
