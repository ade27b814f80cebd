package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.SuppressionKey;
import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Persons whose data must not come back through a source, known only by keyed fingerprints: of
 * their addresses, of the words and bytes of their documents, of what they had sent for a posting.
 * A new application is a person's own wish and lets them in; what was sent before the erasure and
 * comes again is none.
 */
final class Suppressions {

    private static final String MET =
            """
            SELECT id, request_id, fingerprint_of, created_at
            FROM compliance.ingestion_suppressions
            WHERE subject_fingerprint = ANY (:fingerprints)
              AND (organization_id IS NULL OR organization_id = :organization)
              AND lifted_at IS NULL
            """;

    private static final String FIRST_SEEN =
            "SELECT first_seen_at FROM pipeline.source_records WHERE id = :item";

    // The bytes that the erased had sent before, for a posting or not, stay away.
    private static final String LIFT =
            """
            UPDATE compliance.ingestion_suppressions s
            SET lifted_at = :now, lifted_by_application_id = :application
            WHERE s.lifted_at IS NULL
              AND (s.id IN (:ids)
                   OR (s.fingerprint_of IN ('address', 'document')
                       AND s.request_id IN (
                           SELECT m.request_id
                           FROM compliance.ingestion_suppressions m
                           WHERE m.id IN (:ids))))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SubjectFingerprint fingerprint;

    Suppressions(JdbcClient jdbc, Clock clock, SubjectFingerprint fingerprint) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.fingerprint = fingerprint;
    }

    /** Whether a resume may be stored. */
    sealed interface Admission {

        /** Nobody is known by it. */
        record Free() implements Admission {}

        /** The person applies anew; {@link #lift} once the application is there. */
        record Anew(List<Long> suppressions) implements Admission {}

        record Refused() implements Admission {}
    }

    private record Met(long id, String of, Instant since) {}

    /**
     * Judges a resume.
     *
     * @param isApplication whether it is sent for a posting
     */
    Admission judge(
            Resume resume,
            CandidateIdentity identity,
            OrganizationId organization,
            boolean isApplication) {
        List<Met> met = met(resume, identity, organization);
        if (met.isEmpty()) {
            return new Admission.Free();
        }
        return isApplication && isNew(resume, met)
                ? new Admission.Anew(
                        met.stream()
                                .filter(it ->
                                        !it.of().equals(SuppressionKey.Of.APPLICATION.label()))
                                .map(Met::id)
                                .toList())
                : new Admission.Refused();
    }

    /** Notes which application let the person in again. */
    void lift(Admission admission, ApplicationId application) {
        if (admission instanceof Admission.Anew(List<Long> ids) && !ids.isEmpty()) {
            jdbc.sql(LIFT)
                    .param("ids", ids)
                    .param("application", application.value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    // A manifest's date says it; else it is new when it was never sent for that posting, and was
    // not waiting in the source when the person was erased.
    private boolean isNew(Resume resume, List<Met> met) {
        Instant erased = met.stream().map(Met::since).max(Instant::compareTo).orElseThrow();
        Instant appliedAt = resume.item().application().appliedAt();
        if (appliedAt != null) {
            return appliedAt.isAfter(erased);
        }
        return met.stream().noneMatch(it -> it.of().equals(SuppressionKey.Of.APPLICATION.label()))
                && firstSeen(resume).isAfter(erased);
    }

    private Instant firstSeen(Resume resume) {
        return jdbc.sql(FIRST_SEEN)
                .param("item", resume.item().id().value())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private List<Met> met(Resume resume, CandidateIdentity identity, OrganizationId organization) {
        byte[][] fingerprints =
                keys(resume, identity, organization).stream()
                        .map(key -> fingerprint.fingerprint(key.text()))
                        .toArray(byte[][]::new);
        return jdbc.sql(MET)
                .param("fingerprints", fingerprints)
                .param("organization", organization.value())
                .query((row, _) ->
                        new Met(
                                row.getLong("id"),
                                row.getString("fingerprint_of"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Set<SuppressionKey> keys(
            Resume resume, CandidateIdentity identity, OrganizationId organization) {
        Set<SuppressionKey> keys = new LinkedHashSet<>();
        keys.add(SuppressionKey.address(identity.email()));
        // A manifest may name another address than the resume itself.
        String written = CandidateIdentity.written(resume);
        if (written != null) {
            keys.add(SuppressionKey.address(written));
        }
        keys.add(SuppressionKey.document(resume.document().text()));
        keys.add(SuppressionKey.file(resume.contentHash()));
        if (!resume.item().postingRef().isEmpty()) {
            keys.add(
                    SuppressionKey.application(
                            organization, resume.item().postingRef(), resume.contentHash()));
        }
        return keys;
    }
}
