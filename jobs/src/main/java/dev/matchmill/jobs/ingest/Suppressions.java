package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.type.OrganizationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Persons whose data must not come back through a source, known only by a keyed fingerprint. */
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
    private final SubjectFingerprint fingerprint;

    Suppressions(JdbcClient jdbc, SubjectFingerprint fingerprint) {
        this.jdbc = jdbc;
        this.fingerprint = fingerprint;
    }

    boolean holds(CandidateIdentity identity, OrganizationId organization) {
        return !identity.reserved()
                && jdbc.sql(HOLDS)
                        .param("fingerprint", fingerprint.fingerprint(identity.email()))
                        .param("organization", organization.value())
                        .query(Boolean.class)
                        .single();
    }

    void lift(CandidateIdentity identity, OrganizationId organization) {
        if (!identity.reserved()) {
            jdbc.sql(LIFT)
                    .param("fingerprint", fingerprint.fingerprint(identity.email()))
                    .param("organization", organization.value())
                    .update();
        }
    }
}
