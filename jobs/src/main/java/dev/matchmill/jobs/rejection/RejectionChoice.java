package dev.matchmill.jobs.rejection;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which rejections are meant: those to which everything applies that is given.
 *
 * @param id of one
 * @param reason code, lower case
 * @param source folder or file they came from
 * @param organization name of the organization whose source that is
 * @param since of those that failed last at this instant or later
 * @param until of those that failed last before this instant
 */
public record RejectionChoice(
        @Nullable Long id,
        @Nullable String reason,
        @Nullable String source,
        @Nullable String organization,
        @Nullable OffsetDateTime since,
        @Nullable OffsetDateTime until) {

    /** Every one. */
    public static final RejectionChoice ALL =
            new RejectionChoice(null, null, null, null, null, null);

    /** Condition on dead letters {@code d} of sources {@code s}. */
    static final String CONDITION =
            """
            (CAST(:id AS bigint) IS NULL OR d.id = :id)
              AND (CAST(:reason AS text) IS NULL OR d.reason::text = :reason)
              AND (CAST(:source AS text) IS NULL OR s.location = :source)
              AND (CAST(:organization AS text) IS NULL OR s.organization_id IN (
                      SELECT o.id FROM organizations o WHERE o.name = :organization))
              AND (CAST(:since AS timestamptz) IS NULL OR d.last_failed_at >= :since)
              AND (CAST(:until AS timestamptz) IS NULL OR d.last_failed_at < :until)
            """;

    /** The same of this reason only. */
    public RejectionChoice ofReason(String code) {
        return new RejectionChoice(id, code, source, organization, since, until);
    }

    /** The same of this source only. */
    public RejectionChoice ofSource(String location) {
        return new RejectionChoice(id, reason, location, organization, since, until);
    }

    /** The same of this organization only. */
    public RejectionChoice ofOrganization(String name) {
        return new RejectionChoice(id, reason, source, name, since, until);
    }

    /** The same that failed from then on. */
    public RejectionChoice since(OffsetDateTime first) {
        return new RejectionChoice(id, reason, source, organization, first, until);
    }

    /** The same that failed before then. */
    public RejectionChoice until(OffsetDateTime end) {
        return new RejectionChoice(id, reason, source, organization, since, end);
    }

    StatementSpec on(StatementSpec statement) {
        return statement
                .param("id", id)
                .param("reason", reason)
                .param("source", source)
                .param("organization", organization)
                .param("since", since)
                .param("until", until);
    }
}
