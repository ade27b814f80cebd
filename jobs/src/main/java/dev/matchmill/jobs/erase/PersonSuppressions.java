package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.SuppressionKey;
import dev.matchmill.migrations.type.OrganizationId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps an erased person away from ingestion: by each address, by the words and the bytes of each
 * document, and by what was sent for which posting.
 */
final class PersonSuppressions {

    private static final String TEXTS =
            "SELECT text_content FROM pipeline.document_texts WHERE file_id IN (:files)";

    private static final String HASHES =
            """
            SELECT encode(content_sha256, 'hex')
            FROM files
            WHERE id IN (:files)
              AND content_sha256 IS NOT NULL
            """;

    private static final String APPLICATIONS =
            """
            SELECT s.organization_id, r.posting_ref, encode(r.content_hash, 'hex') AS hash
            FROM pipeline.source_records r
            JOIN pipeline.ingestion_sources s ON s.id = r.source_id
            WHERE r.id IN (:items)
              AND r.posting_ref <> ''
              AND r.content_hash IS NOT NULL
              AND s.organization_id IS NOT NULL
            """;

    private static final String SUPPRESS =
            """
            INSERT INTO compliance.ingestion_suppressions AS s
                (subject_fingerprint, organization_id, request_id, created_at, fingerprint_of)
            VALUES (:fingerprint, CAST(:organization AS bigint), :request, :now, :of)
            ON CONFLICT (subject_fingerprint, organization_id) DO UPDATE
            SET request_id = EXCLUDED.request_id, created_at = EXCLUDED.created_at,
                lifted_at = NULL, lifted_by_application_id = NULL
            WHERE s.lifted_at IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final SubjectFingerprint fingerprint;

    PersonSuppressions(JdbcClient jdbc, SubjectFingerprint fingerprint) {
        this.jdbc = jdbc;
        this.fingerprint = fingerprint;
    }

    /** By what the person would come back. To be called before the rows are gone. */
    Set<SuppressionKey> keys(Subject subject) {
        Set<SuppressionKey> keys = new LinkedHashSet<>();
        subject.addresses().forEach(address -> keys.add(SuppressionKey.address(address)));
        if (!subject.files().isEmpty()) {
            // Files that others have sent as well stay theirs to send.
            jdbc.sql(TEXTS).param("files", subject.files()).query(String.class).list().stream()
                    .map(SuppressionKey::document)
                    .forEach(keys::add);
            jdbc.sql(HASHES).param("files", subject.files()).query(String.class).list().stream()
                    .map(SuppressionKey::file)
                    .forEach(keys::add);
        }
        if (!subject.items().isEmpty()) {
            keys.addAll(applications(subject));
        }
        return keys;
    }

    /** Notes the keys, and the fingerprint of the request itself. */
    void insert(SubjectRequest request, byte[] own, Set<SuppressionKey> keys, Instant now) {
        for (SuppressionKey key : keys) {
            insert(request, fingerprint.fingerprint(key.text()), key.of(), now);
        }
        insert(request, own, SuppressionKey.Of.ADDRESS, now);
    }

    private Set<SuppressionKey> applications(Subject subject) {
        return Set.copyOf(
                jdbc.sql(APPLICATIONS)
                        .param("items", subject.items().stream().map(Subject.Item::id).toList())
                        .query((row, _) ->
                                SuppressionKey.application(
                                        new OrganizationId(row.getLong("organization_id")),
                                        row.getString("posting_ref"),
                                        row.getString("hash")))
                        .list());
    }

    private void insert(SubjectRequest request, byte[] print, SuppressionKey.Of of, Instant now) {
        jdbc.sql(SUPPRESS)
                .param("fingerprint", print)
                .param("organization", organization(request.extent()))
                .param("request", request.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("of", of.label())
                .update();
    }

    private static @Nullable Long organization(Extent extent) {
        return switch (extent) {
            case Extent.Tenant(OrganizationId organization) -> organization.value();
            case Extent.Platform _, Extent.OneApplication _ -> null;
        };
    }
}
