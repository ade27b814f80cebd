package dev.matchmill.jobs.ingest;

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
import java.util.Optional;
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
              AND candidate_email = :email
              AND status NOT IN ('rejected', 'withdrawn')
              AND deleted_at IS NULL
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
              AND p.candidate_email = :email
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

    /** The item's application: its own from an earlier pass, the running one, or a new one. */
    ApplicationId apply(
            LedgerItem item,
            PostingId posting,
            OrganizationId organization,
            String email,
            FileId file) {
        ApplicationId previous = item.previousApplication();
        if (previous != null) {
            return previous;
        }
        return running(posting, email)
                .or(() -> insert(item.application(), posting, organization, email, file))
                .or(() -> running(posting, email))
                .orElseThrow(() -> new IllegalStateException("no application for " + item));
    }

    void link(ApplicationId application, CandidateId candidate, FileId file) {
        jdbc.sql(LINK)
                .param("id", application.value())
                .param("candidate", candidate.value())
                .param("file", file.value())
                .update();
    }

    private Optional<ApplicationId> running(PostingId posting, String email) {
        return jdbc.sql(RUNNING)
                .param("posting", posting.value())
                .param("email", email)
                .query(Long.class)
                .optional()
                .map(ApplicationId::new);
    }

    private Optional<ApplicationId> insert(
            ApplicationInput input,
            PostingId posting,
            OrganizationId organization,
            String email,
            FileId file) {
        Instant now = clock.instant();
        Instant appliedAt = input.appliedAt() == null ? now : input.appliedAt();
        return jdbc.sql(APPLY)
                .param("posting", posting.value())
                .param("organization", organization.value())
                .param("email", email)
                .param("source", input.source() == null ? "import" : input.source().label())
                .param("appliedAt", appliedAt.atOffset(ZoneOffset.UTC))
                .param("file", file.value())
                .query(Long.class)
                .optional()
                .map(ApplicationId::new);
    }
}
