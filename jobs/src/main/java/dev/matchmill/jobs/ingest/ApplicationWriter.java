package dev.matchmill.jobs.ingest;

import dev.matchmill.jobs.ingest.ReadOutcome.Resume;
import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.migrations.type.ApplicationId;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.FileId;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.PostingId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores applications first, by address, and links them to their candidate afterwards. One running
 * application per posting and person: another document joins it; after a rejection or a withdrawal
 * it is a new attempt.
 */
final class ApplicationWriter {

    private static final String POSTING =
            """
            SELECT id
            FROM jobs
            WHERE organization_id = :organization
              AND external_ref = :reference
              AND deleted_at IS NULL
            """;

    private static final String RUNNING =
            """
            SELECT id
            FROM applications
            WHERE job_id = :posting
              AND (candidate_email = :email OR candidate_id = CAST(:candidate AS bigint))
              AND status NOT IN ('rejected', 'withdrawn')
              AND deleted_at IS NULL
            ORDER BY id
            LIMIT 1
            """;

    private static final String IS_OF =
            """
            SELECT EXISTS (
                SELECT 1
                FROM applications
                WHERE id = :id
                  AND job_id = :posting
                  AND (candidate_email = :email OR candidate_id = CAST(:candidate AS bigint)))
            """;

    private static final String APPLY =
            """
            INSERT INTO applications
                (job_id, organization_id, candidate_email, attempt_no, previous_application_id,
                 source, applied_at, resume_file_id)
            SELECT :posting, :organization, :email, coalesce(max(p.attempt_no), 0) + 1, max(p.id),
                   CAST(:source AS application_source), :appliedAt, :file
            FROM applications p
            WHERE p.job_id = :posting
              AND (p.candidate_email = :email OR p.candidate_id = CAST(:candidate AS bigint))
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    private static final String LINK =
            """
            UPDATE applications
            SET candidate_id = :candidate,
                resume_file_id = coalesce(resume_file_id, :file)
            WHERE id = :id
              AND (candidate_id IS NULL OR resume_file_id IS NULL)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ApplicationWriter(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<PostingId> posting(OrganizationId organization, String reference) {
        return jdbc.sql(POSTING)
                .param("organization", organization.value())
                .param("reference", reference)
                .query(Long.class)
                .optional()
                .map(PostingId::new);
    }

    /**
     * The resume's application: that of an earlier pass over this item by the same person, the
     * person's running one, or a new one.
     *
     * @param known the person, if they are a candidate already
     */
    ApplicationId apply(
            Resume resume,
            PostingId posting,
            OrganizationId organization,
            CandidateIdentity identity,
            Optional<CandidateId> known,
            FileId file) {
        LedgerItem item = resume.item();
        ApplicationId previous = item.previousApplication();
        Applicant applicant = new Applicant(posting, identity.email(), known);
        if (previous != null && isOf(previous, applicant)) {
            return previous;
        }
        return running(applicant)
                .or(() -> insert(item.application(), applicant, organization, file))
                .or(() -> running(applicant))
                .orElseThrow(() -> new IllegalStateException("no application for " + item));
    }

    /** Who applies to what. */
    private record Applicant(PostingId posting, String email, Optional<CandidateId> known) {

        Map<String, @Nullable Object> parameters() {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("posting", posting.value());
            parameters.put("email", email);
            parameters.put("candidate", known.map(CandidateId::value).orElse(null));
            return parameters;
        }
    }

    void link(ApplicationId application, CandidateId candidate, FileId file) {
        jdbc.sql(LINK)
                .param("id", application.value())
                .param("candidate", candidate.value())
                .param("file", file.value())
                .update();
    }

    // The same path may hold another person's resume by now.
    private boolean isOf(ApplicationId application, Applicant applicant) {
        return jdbc.sql(IS_OF)
                .params(applicant.parameters())
                .param("id", application.value())
                .query(Boolean.class)
                .single();
    }

    private Optional<ApplicationId> running(Applicant applicant) {
        return jdbc.sql(RUNNING)
                .params(applicant.parameters())
                .query(Long.class)
                .optional()
                .map(ApplicationId::new);
    }

    private Optional<ApplicationId> insert(
            ApplicationInput input, Applicant applicant, OrganizationId organization, FileId file) {
        Instant now = clock.instant();
        Instant appliedAt = input.appliedAt() == null ? now : input.appliedAt();
        return jdbc.sql(APPLY)
                .params(applicant.parameters())
                .param("organization", organization.value())
                .param("source", input.source() == null ? "import" : input.source().label())
                .param("appliedAt", appliedAt.atOffset(ZoneOffset.UTC))
                .param("file", file.value())
                .query(Long.class)
                .optional()
                .map(ApplicationId::new);
    }
}
