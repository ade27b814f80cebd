package dev.matchmill.jobs.erase;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code compliance.erasure_ledger}: evidence without personal data, chained to the one
 * before.
 *
 * @param request the person's request, or null when retention erased
 * @param retentionAction the retention's action, or null
 * @param fingerprint keyed fingerprint of the person in hex, or null
 * @param store {@code database} or {@code object_storage}
 * @param action label of {@code erase_action}
 * @param rows rows or objects that were changed or removed
 * @param residual what the verification still found
 * @param executedAt to the microsecond
 * @param execution of Spring Batch, or null
 * @param previous hash of the entry before, in hex; zeros for the first
 * @param hash of {@code previous} and of everything else here, in hex
 */
public record LedgerEntry(
        long id,
        @Nullable Long request,
        @Nullable Long retentionAction,
        @Nullable String fingerprint,
        String store,
        String schema,
        String table,
        String action,
        long rows,
        long residual,
        Instant executedAt,
        @Nullable Long execution,
        String previous,
        String hash) {

    // As compliance.ledger_canonical writes it.
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The bytes that the hash is made of, as {@code compliance.ledger_canonical} makes them. */
    String canonical() {
        return String.join(
                "|",
                Long.toString(id),
                orDash(request),
                orDash(retentionAction),
                orDash(fingerprint),
                store,
                schema,
                table,
                action,
                Long.toString(rows),
                Long.toString(residual),
                MICROSECONDS.format(executedAt),
                orDash(execution));
    }

    /** Whether the hash is that of the content. */
    public boolean isIntact() {
        return hash.equals(computedHash());
    }

    String computedHash() {
        return Digest.of(
                HexFormat.of().parseHex(previous), canonical().getBytes(StandardCharsets.UTF_8));
    }

    /** For the certificate. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("request", request);
        map.put("retention_action", retentionAction);
        map.put("fingerprint", fingerprint);
        map.put("store", store);
        map.put("schema", schema);
        map.put("table", table);
        map.put("action", action);
        map.put("rows", rows);
        map.put("residual_rows", residual);
        map.put("executed_at", executedAt.toString());
        map.put("execution", execution);
        map.put("previous_hash", previous);
        map.put("hash", hash);
        return map;
    }

    static LedgerEntry of(CertificateFields fields) {
        return new LedgerEntry(
                fields.number("id"),
                fields.numberOrNull("request"),
                fields.numberOrNull("retention_action"),
                fields.hashOrNull("fingerprint"),
                fields.text("store"),
                fields.text("schema"),
                fields.text("table"),
                fields.text("action"),
                fields.number("rows"),
                fields.number("residual_rows"),
                fields.instant("executed_at"),
                fields.numberOrNull("execution"),
                fields.hash("previous_hash"),
                fields.hash("hash"));
    }

    private static String orDash(@Nullable Object value) {
        return Objects.toString(value, "-");
    }
}
