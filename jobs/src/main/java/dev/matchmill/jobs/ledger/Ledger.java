package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.migrations.type.SourceRecordId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The state of every item of every source: what {@link LedgerListing} set PENDING is claimed with a
 * lease and settled in the transaction that writes its effect. Every method belongs in the caller's
 * transaction. Thread-safe.
 */
public final class Ledger {

    /** A claimed item that killed its process so often is not tried again. */
    public static final int MAX_ATTEMPTS = 3;

    // An item that was claimed before and not settled may be what ended its run: such suspects are
    // claimed one at a time, after all others, so that no neighbour is blamed. A lease of the owner
    // is no hindrance: the answer to an earlier claim may have been lost.
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

    private static final String HELD =
            """
            SELECT id
            FROM pipeline.source_records
            WHERE id = ANY (:ids)
              AND state = 'pending'
              AND lease_owner = :owner
            ORDER BY id
            FOR UPDATE
            """;

    // Any number: those who share a backfill write in turn, so that two items of one person meet
    // as they do in one process.
    private static final String TURN =
            """
            SELECT set_config('lock_timeout', '50s', true), pg_advisory_xact_lock(7325615)
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
     * Claims up to {@code limit} pending items of the run for {@code owner}, or one that was
     * claimed before when no others are left.
     */
    public List<LedgerItem> claim(
            SourceId source, long run, String owner, int limit, Duration lease) {
        List<LedgerItem> fresh = claimFresh(source, run, owner, limit, lease);
        return fresh.isEmpty() ? claim(source, run, owner, 1, lease, true) : fresh;
    }

    /** As above, but never one that was claimed before: the owner may still be at work on it. */
    public List<LedgerItem> claimFresh(
            SourceId source, long run, String owner, int limit, Duration lease) {
        return claim(source, run, owner, limit, lease, false);
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

    /**
     * Waits until no other worker writes, until the end of the transaction.
     *
     * @return of these items those whose claims are still the owner's
     */
    public Set<SourceRecordId> lockHeld(Collection<SourceRecordId> items, String owner) {
        jdbc.sql(TURN).query().singleRow();
        return jdbc
                .sql(HELD)
                .param("ids", items.stream().map(SourceRecordId::value).toArray(Long[]::new))
                .param("owner", owner)
                .query(Long.class)
                .list()
                .stream()
                .map(SourceRecordId::new)
                .collect(Collectors.toSet());
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
        int written =
                jdbc.sql(SETTLE)
                        .param("id", item.id().value())
                        .param("run", run)
                        .param("owner", owner)
                        .param("now", now())
                        .params(SettlementRow.of(end).parameters())
                        .update();
        if (written != 1) {
            throw new IllegalStateException("the claim on " + item + " was lost");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
