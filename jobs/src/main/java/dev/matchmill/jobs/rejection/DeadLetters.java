package dev.matchmill.jobs.rejection;

import dev.matchmill.jobs.ledger.Settlement;
import dev.matchmill.migrations.type.LedgerState;
import dev.matchmill.migrations.type.SourceId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was turned away, until somebody acts or the item gets through. One open entry per item; the
 * message never holds content. Methods belong in the caller's transaction. Thread-safe.
 */
public final class DeadLetters {

    private static final String RECORD =
            """
            INSERT INTO pipeline.dead_letters AS d
                (source_id, run_id, external_id, posting_ref, stage, reason, error_message,
                 is_retryable, first_failed_at, last_failed_at)
            VALUES (:source, :run, :externalId, :postingRef, CAST(:stage AS processing_stage),
                    CAST(:reason AS rejection_code), :detail, :retryable, :now, :now)
            ON CONFLICT (source_id, external_id, posting_ref)
                WHERE status IN ('open', 'replaying') DO UPDATE
            SET status = 'open',
                run_id = EXCLUDED.run_id,
                stage = EXCLUDED.stage,
                reason = EXCLUDED.reason,
                error_message = EXCLUDED.error_message,
                is_retryable = EXCLUDED.is_retryable,
                attempt_count = d.attempt_count + 1,
                last_failed_at = EXCLUDED.last_failed_at
            WHERE EXCLUDED.run_id IS NOT NULL
               OR (d.reason, d.error_message)
                  IS DISTINCT FROM (EXCLUDED.reason, EXCLUDED.error_message)
            """;

    private static final String RESOLVE =
            """
            UPDATE pipeline.dead_letters
            SET status = 'resolved', resolved_at = :now
            WHERE source_id = :source
              AND external_id = :externalId
              AND posting_ref = :postingRef
              AND status IN ('open', 'replaying')
            """;

    private static final String RESOLVE_LINES =
            """
            UPDATE pipeline.dead_letters
            SET status = 'resolved', resolved_at = :now
            WHERE source_id = :source
              AND external_id = ANY (CAST(:lines AS text[]))
              AND posting_ref = ''
              AND status IN ('open', 'replaying')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public DeadLetters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Opens the item's entry, or counts one more attempt on it. */
    public void record(
            SourceId source,
            @Nullable Long run,
            String externalId,
            String postingRef,
            Settlement.Refused refused) {
        jdbc.sql(RECORD)
                .param("source", source.value())
                .param("run", run)
                .param("externalId", externalId)
                .param("postingRef", postingRef)
                .param("stage", refused.stage())
                .param("reason", refused.reason().label())
                .param("detail", refused.detail())
                .param("retryable", refused.state() == LedgerState.DEFERRED)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * As above, for a line of a feed: it counts no attempts, for feeds are read whole in each
     * import.
     */
    public void record(SourceId source, String line, Settlement.Refused refused) {
        record(source, null, line, "", refused);
    }

    /** Closes the item's entry, if it has one: it got through. */
    public void resolve(SourceId source, String externalId, String postingRef) {
        jdbc.sql(RESOLVE)
                .param("source", source.value())
                .param("externalId", externalId)
                .param("postingRef", postingRef)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Closes the entries of lines of a feed, where they have one: they got through. */
    public void resolve(SourceId source, List<String> lines) {
        jdbc.sql(RESOLVE_LINES)
                .param("source", source.value())
                .param("lines", lines.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
