package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.SourceId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes listings into the ledger: adds rows, or sets changed ones back to PENDING. Every method
 * belongs in the caller's transaction. Thread-safe.
 */
public final class LedgerListing {

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

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationJson applications;

    public LedgerListing(JdbcClient jdbc, Clock clock, ApplicationJson applications) {
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

    private static String[] texts(Stream<String> values) {
        return values.toArray(String[]::new);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
