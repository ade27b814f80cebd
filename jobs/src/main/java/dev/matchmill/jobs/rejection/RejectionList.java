package dev.matchmill.jobs.rejection;

import dev.matchmill.migrations.type.RejectionReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what was turned away and is still open. */
public record RejectionList(JdbcClient jdbc) {

    private static final String OPEN =
            """
            SELECT d.id, s.location, d.external_id, d.posting_ref, d.stage, d.reason,
                   coalesce(d.error_message, '') AS detail,
                   d.is_retryable OR d.status = 'replaying' AS is_retryable, d.attempt_count,
                   d.first_failed_at, d.last_failed_at,
                   (SELECT o.name FROM organizations o WHERE o.id = s.organization_id)
                       AS organization
            FROM pipeline.dead_letters d
            JOIN pipeline.ingestion_sources s ON s.id = d.source_id
            WHERE d.status IN ('open', 'replaying')
            """;

    private static final String PAGE =
            OPEN
                    + "  AND "
                    + RejectionChoice.CONDITION
                    + """
                    ORDER BY d.last_failed_at DESC, d.id DESC
                    LIMIT :limit
                    """;

    private static final String ONE = OPEN + "  AND d.id = :id";

    /**
     * One item.
     *
     * @param source folder or file it came from
     * @param item path in the source, or the line of a feed
     * @param retried whether the next run tries it again by itself
     * @param category what happens to items of this reason
     * @param organization whose source it is, empty when the source belongs to none
     */
    public record Rejection(
            long id,
            String source,
            String item,
            String posting,
            String stage,
            String reason,
            String detail,
            boolean retried,
            int attempts,
            Instant firstFailedAt,
            Instant lastFailedAt,
            RejectionReason.Category category,
            String organization) {}

    /** The latest first. */
    public List<Rejection> page(RejectionChoice choice, int limit) {
        return choice.on(jdbc.sql(PAGE))
                .param("limit", limit)
                .query((row, _) -> rejection(row))
                .list();
    }

    public Optional<Rejection> find(long id) {
        return jdbc.sql(ONE).param("id", id).query((row, _) -> rejection(row)).optional();
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        String organization = row.getString("organization");
        return new Rejection(
                row.getLong("id"),
                row.getString("location"),
                row.getString("external_id"),
                row.getString("posting_ref"),
                row.getString("stage"),
                reason,
                row.getString("detail"),
                row.getBoolean("is_retryable"),
                row.getInt("attempt_count"),
                row.getTimestamp("first_failed_at").toInstant(),
                row.getTimestamp("last_failed_at").toInstant(),
                RejectionReason.valueOf(reason.toUpperCase(Locale.ROOT)).category(),
                organization == null ? "" : organization);
    }
}
