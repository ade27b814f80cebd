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
 * @param since of those that failed last at this instant or later
 */
public record RejectionChoice(
        @Nullable Long id,
        @Nullable String reason,
        @Nullable String source,
        @Nullable OffsetDateTime since) {

    /** Every one. */
    public static final RejectionChoice ALL = new RejectionChoice(null, null, null, null);

    /** Condition on dead letters {@code d} of sources {@code s}. */
    static final String CONDITION =
            """
            (CAST(:id AS bigint) IS NULL OR d.id = :id)
              AND (CAST(:reason AS text) IS NULL OR d.reason::text = :reason)
              AND (CAST(:source AS text) IS NULL OR s.location = :source)
              AND (CAST(:since AS timestamptz) IS NULL OR d.last_failed_at >= :since)
            """;

    StatementSpec on(StatementSpec statement) {
        return statement
                .param("id", id)
                .param("reason", reason)
                .param("source", source)
                .param("since", since);
    }
}
