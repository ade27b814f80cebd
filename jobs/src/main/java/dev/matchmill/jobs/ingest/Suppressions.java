package dev.matchmill.jobs.ingest;

import dev.matchmill.migrations.type.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Persons whose data must not come back through a source, known only by a keyed fingerprint:
 * HMAC-SHA-256 of the normalized address, with a key that is not in the database.
 */
final class Suppressions {

    private static final String HOLDS =
            """
            SELECT EXISTS (
                SELECT 1
                FROM compliance.ingestion_suppressions
                WHERE subject_fingerprint = :fingerprint
                  AND (organization_id IS NULL OR organization_id = :organization)
                  AND lifted_at IS NULL)
            """;

    private static final String LIFT =
            """
            UPDATE compliance.ingestion_suppressions
            SET lifted_at = now()
            WHERE subject_fingerprint = :fingerprint
              AND (organization_id IS NULL OR organization_id = :organization)
              AND lifted_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final byte[] key;

    Suppressions(JdbcClient jdbc, byte[] key) {
        this.jdbc = jdbc;
        this.key = key.clone();
    }

    boolean holds(CandidateIdentity identity, OrganizationId organization) {
        return !identity.reserved()
                && jdbc.sql(HOLDS)
                        .param("fingerprint", fingerprint(identity))
                        .param("organization", organization.value())
                        .query(Boolean.class)
                        .single();
    }

    void lift(CandidateIdentity identity, OrganizationId organization) {
        if (!identity.reserved()) {
            jdbc.sql(LIFT)
                    .param("fingerprint", fingerprint(identity))
                    .param("organization", organization.value())
                    .update();
        }
    }

    private byte[] fingerprint(CandidateIdentity identity) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(identity.email().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
