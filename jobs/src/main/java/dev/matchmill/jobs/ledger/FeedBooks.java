package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.LedgerState;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The books of a feed, whose records are their own ledger: a row for each that was written or
 * turned away, a count of the others. Methods belong in the caller's transaction. Thread-safe.
 */
public record FeedBooks(JdbcClient jdbc, Clock clock) {

    private static final String ITEMS =
            """
            INSERT INTO pipeline.ingestion_items
                (created_at, run_id, external_id, content_hash, status, reason, stage)
            SELECT :now, :run, i.external_id, decode(i.content_hash, 'hex'),
                   CAST(i.status AS ingestion_item_status), CAST(i.reason AS rejection_code),
                   CAST(CASE WHEN i.reason IS NULL THEN 'load' ELSE 'normalize' END
                        AS processing_stage)
            FROM unnest(CAST(:externalIds AS text[]), CAST(:hashes AS text[]),
                        CAST(:states AS text[]), CAST(:reasons AS text[]))
                 AS i (external_id, content_hash, status, reason)
            """;

    private static final String COUNT =
            """
            UPDATE pipeline.ingestion_runs
            SET seen_count = seen_count + :seen,
                unchanged_count = unchanged_count + :unchanged
            WHERE id = :run
            """;

    /**
     * How one record of a feed ended.
     *
     * @param contentHash SHA-256 of the record in hex, null when it is none
     * @param refusal null when it was written
     */
    public record Item(
            String externalId, @Nullable String contentHash, Settlement.@Nullable Refused refusal) {

        @Nullable String reason() {
            return refusal == null ? null : refusal.reason().label();
        }

        String state() {
            return (refusal == null ? LedgerState.STORED : refusal.state()).label();
        }
    }

    /**
     * Adds a page to the books of a run.
     *
     * @param run row of {@code pipeline.ingestion_runs}
     * @param unchanged records that were neither written nor turned away
     */
    public void add(long run, List<Item> items, long unchanged) {
        jdbc.sql(COUNT)
                .param("run", run)
                .param("seen", items.size() + unchanged)
                .param("unchanged", unchanged)
                .update();
        if (!items.isEmpty()) {
            jdbc.sql(ITEMS)
                    .param("run", run)
                    .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .param("externalIds", texts(items, Item::externalId))
                    .param("hashes", texts(items, Item::contentHash))
                    .param("states", texts(items, Item::state))
                    .param("reasons", texts(items, Item::reason))
                    .update();
        }
    }

    private static @Nullable String[] texts(
            List<Item> items, Function<Item, @Nullable String> value) {
        return items.stream().map(value).toArray(String[]::new);
    }
}
