package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.SourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The state of every item of every source. Listing only adds rows or sets changed ones back to
 * PENDING; work is claimed with a lease and settled in the transaction that writes its effect.
 * Every method belongs in the caller's transaction. Thread-safe.
 */
public final class Ledger {

    /** A claimed item that killed its process so often is not tried again. */
    public static final int MAX_ATTEMPTS = 3;

    private static final String ENLIST =
            """
            WITH listed AS (
                SELECT l.external_id, l.posting_ref, l.application_input, l.size_bytes,
                       decode(l.content_hash, 'hex') AS content_hash
                FROM unnest(CAST(:externalIds AS text[]), CAST(:postingRefs AS text[]),
                            CAST(:applications AS jsonb[]), CAST(:sizes AS bigint[]),
                            CAST(:hashes AS text[]))
                     AS l (external_id, posting_ref, application_input, size_bytes, content_hash)
            ), due AS (
                SELECT l.*
                FROM listed l
                LEFT JOIN pipeline.source_records r
                       ON r.source_id = :source
                      AND r.external_id = l.external_id
                      AND r.posting_ref = l.posting_ref
                WHERE r.id IS NULL
                   OR r.content_hash IS DISTINCT FROM l.content_hash
                   OR l.content_hash IS NULL
                   OR r.pipeline_version IS DISTINCT FROM :version
                   OR r.application_input IS DISTINCT FROM l.application_input
                   OR r.state IN ('pending', 'deferred')
                   OR r.vanished_at IS NOT NULL
            ), written AS (
                INSERT INTO pipeline.source_records AS r
                    (source_id, external_id, posting_ref, application_input, content_hash,
                     size_bytes, pipeline_version, state, last_run_id, changed_at)
                SELECT :source, d.external_id, d.posting_ref, d.application_input, d.content_hash,
                       d.size_bytes, :version, 'pending', :run, :now
                FROM due d
                ORDER BY d.external_id, d.posting_ref
                ON CONFLICT (source_id, external_id, posting_ref) DO UPDATE
                SET application_input = EXCLUDED.application_input,
                    content_hash = EXCLUDED.content_hash,
                    size_bytes = EXCLUDED.size_bytes,
                    pipeline_version = EXCLUDED.pipeline_version,
                    state = 'pending',
                    reason = NULL,
                    reason_detail = NULL,
                    attempts = CASE
                        WHEN r.content_hash IS DISTINCT FROM EXCLUDED.content_hash
                          OR r.state <> 'pending' THEN 0
                        ELSE r.attempts END,
                    lease_owner = NULL,
                    lease_expires_at = NULL,
                    vanished_at = NULL,
                    last_run_id = EXCLUDED.last_run_id,
                    changed_at = EXCLUDED.changed_at
                RETURNING 1
            )
            UPDATE pipeline.ingestion_runs
            SET seen_count = seen_count + (SELECT count(*) FROM listed),
                unchanged_count = unchanged_count + (SELECT count(*) FROM listed)
                                                  - (SELECT count(*) FROM written)
            WHERE id = :run
            """;

    private static final String MARK_VANISHED =
            """
            UPDATE pipeline.source_records
            SET state = 'deferred', reason = 'vanished', lease_owner = NULL,
                lease_expires_at = NULL, vanished_at = :now, changed_at = :now
            WHERE source_id = :source
              AND state = 'pending'
              AND last_run_id IS DISTINCT FROM :run
            """;

    // An item that was claimed before and not settled may be what ended its run: such suspects are
    // claimed one at a time, after all others, so that none of their neighbours is blamed. One's
    // own
    // lease is no hindrance: the answer to an earlier claim may have been lost.
    private static final String CLAIM =
            """
            UPDATE pipeline.source_records r
            SET lease_owner = :owner,
                lease_expires_at = :now + make_interval(secs => :lease),
                attempts = r.attempts + 1
            WHERE r.id IN (
                SELECT c.id
                FROM pipeline.source_records c
                WHERE c.source_id = :source
                  AND c.state = 'pending'
                  AND c.last_run_id = :run
                  AND (c.attempts > 0) = :suspects
                  AND (c.lease_expires_at IS NULL OR c.lease_expires_at < :now
                       OR c.lease_owner = :owner)
                ORDER BY c.id
                LIMIT :limit
                FOR UPDATE SKIP LOCKED)
            RETURNING r.id, r.external_id, r.posting_ref, r.application_input,
                      r.application_id, r.size_bytes, r.attempts
            """;

    private static final String RELEASE =
            """
            UPDATE pipeline.source_records
            SET attempts = attempts - 1, lease_owner = NULL, lease_expires_at = NULL
            WHERE source_id = :source
              AND state = 'pending'
              AND lease_owner = :owner
            """;

    private static final String PENDING =
            """
            SELECT count(*)
            FROM pipeline.source_records
            WHERE source_id = :source
              AND state = 'pending'
              AND last_run_id = :run
            """;

    private static final String SETTLE =
            """
            WITH settled AS (
                UPDATE pipeline.source_records
                SET state = CAST(:state AS ledger_state),
                    reason = CAST(:reason AS rejection_code),
                    reason_detail = :detail,
                    candidate_id = coalesce(:candidate, CASE WHEN :keeps THEN candidate_id END),
                    job_id = coalesce(:posting, CASE WHEN :keeps THEN job_id END),
                    application_id = coalesce(:application, application_id),
                    file_id = coalesce(:file, CASE WHEN :keeps THEN file_id END),
                    lease_owner = NULL,
                    lease_expires_at = NULL,
                    changed_at = :now
                WHERE id = :id
                  AND state = 'pending'
                  AND lease_owner = :owner
                RETURNING id, external_id, posting_ref, content_hash, size_bytes
            )
            INSERT INTO pipeline.ingestion_items
                (created_at, run_id, source_record_id, external_id, posting_ref, content_hash,
                 status, reason, stage, bytes)
            SELECT :now, :run, id, external_id, posting_ref, content_hash,
                   CAST(:state AS ingestion_item_status), CAST(:reason AS rejection_code),
                   CAST(:stage AS processing_stage), size_bytes
            FROM settled
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationJson applications;

    public Ledger(JdbcClient jdbc, Clock clock, ApplicationJson applications) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.applications = applications;
    }

    /**
     * Takes a page of a listing into the ledger and into the run's books: new and changed items
     * become PENDING, the others count as unchanged and are not written.
     */
    public void enlist(SourceId source, long run, String version, List<ListedItem> items) {
        jdbc.sql(ENLIST)
                .param("source", source.value())
                .param("run", run)
                .param("version", version)
                .param("now", now())
                .param("externalIds", texts(items.stream().map(ListedItem::externalId)))
                .param("postingRefs", texts(items.stream().map(ListedItem::postingRef)))
                .param(
                        "applications",
                        texts(items.stream().map(i -> applications.write(i.application()))))
                .param("sizes", items.stream().map(ListedItem::size).toArray(Long[]::new))
                .param("hashes", items.stream().map(ListedItem::contentHash).toArray(String[]::new))
                .update();
    }

    /** Ends the listing: what an earlier run left pending and nobody lists any more is deferred. */
    public void markVanished(SourceId source, long run) {
        jdbc.sql(MARK_VANISHED)
                .param("source", source.value())
                .param("run", run)
                .param("now", now())
                .update();
    }

    /**
     * Claims up to {@code limit} pending items of the run for {@code owner}, or one that was
     * claimed before when no others are left.
     */
    public List<LedgerItem> claim(
            SourceId source, long run, String owner, int limit, Duration lease) {
        List<LedgerItem> fresh = claim(source, run, owner, limit, lease, false);
        return fresh.isEmpty() ? claim(source, run, owner, 1, lease, true) : fresh;
    }

    private List<LedgerItem> claim(
            SourceId source, long run, String owner, int limit, Duration lease, boolean suspects) {
        return jdbc.sql(CLAIM)
                .param("source", source.value())
                .param("run", run)
                .param("owner", owner)
                .param("now", now())
                .param("lease", (double) lease.toSeconds())
                .param("limit", limit)
                .param("suspects", suspects)
                .query(new LedgerItemMapper(applications))
                .list();
    }

    /** Gives back what was claimed, as if it had not been: the world failed, not the items. */
    public void release(SourceId source, String owner) {
        jdbc.sql(RELEASE).param("source", source.value()).param("owner", owner).update();
    }

    /** Items of the run that wait, claimed ones included. */
    public long pending(SourceId source, long run) {
        return jdbc.sql(PENDING)
                .param("source", source.value())
                .param("run", run)
                .query(Long.class)
                .single();
    }

    /**
     * Writes an item's end and its line in the run's books.
     *
     * @throws IllegalStateException when the claim is no longer the owner's: the transaction must
     *     roll back
     */
    public void settle(LedgerItem item, long run, String owner, Settlement end) {
        var row =
                switch (end) {
                    case Settlement.Accepted accepted -> SettlementRow.of(accepted);
                    case Settlement.Suppressed suppressed -> SettlementRow.of(suppressed);
                    case Settlement.Refused refused -> SettlementRow.of(refused);
                };
        int written =
                jdbc.sql(SETTLE)
                        .param("id", item.id().value())
                        .param("run", run)
                        .param("owner", owner)
                        .param("now", now())
                        .params(row.parameters())
                        .update();
        if (written != 1) {
            throw new IllegalStateException("the claim on " + item + " was lost");
        }
    }

    private static String[] texts(Stream<String> values) {
        return values.toArray(String[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
