package dev.matchmill.jobs.rejection;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts what was turned away back into the ledger, so that the next run tries it, or gives it up for
 * good. Only for who holds the pipeline's lock; methods belong in the caller's transaction and work
 * on one piece. Thread-safe.
 */
public final class Replay {

    /** Items of one piece. */
    public static final int PIECE = 1_000;

    private static final String ITEMS =
            """
            FROM pipeline.dead_letters d
            JOIN pipeline.ingestion_sources s ON s.id = d.source_id
            LEFT JOIN pipeline.source_records r
                   ON r.source_id = d.source_id
                  AND r.external_id = d.external_id
                  AND r.posting_ref = d.posting_ref
            WHERE
            """
                    + RejectionChoice.CONDITION;

    // An item that waits already is tried in any case.
    private static final String REPLAYABLE =
            ITEMS + "  AND d.status = 'open' AND r.state IN ('rejected', 'deferred')\n";

    private static final String REPLAY =
            "WITH picked AS MATERIALIZED (SELECT d.id, r.id AS record_id\n"
                    + REPLAYABLE
                    + """
                    ORDER BY d.id
                    LIMIT :limit
                    FOR UPDATE OF d),
                    back AS (
                        UPDATE pipeline.source_records r
                        SET state = 'deferred', changed_at = :now
                        FROM picked p
                        WHERE r.id = p.record_id)
                    UPDATE pipeline.dead_letters d
                    SET status = 'replaying', next_retry_at = :now
                    FROM picked p
                    WHERE d.id = p.id
                    """;

    private static final String DROP =
            "WITH picked AS MATERIALIZED (SELECT d.id, r.id AS record_id\n"
                    + ITEMS
                    + """
                      AND d.status IN ('open', 'replaying')
                    ORDER BY d.id
                    LIMIT :limit
                    FOR UPDATE OF d),
                    left_alone AS (
                        UPDATE pipeline.source_records r
                        SET state = 'rejected', changed_at = :now
                        FROM picked p
                        WHERE r.id = p.record_id
                          AND r.state = 'deferred')
                    UPDATE pipeline.dead_letters d
                    SET status = 'discarded', resolved_at = :now, next_retry_at = NULL
                    FROM picked p
                    WHERE d.id = p.id
                    """;

    private static final String COUNT_REPLAYABLE = "SELECT count(*)\n" + REPLAYABLE;

    private static final String COUNT_LINES =
            "SELECT count(*)\n" + ITEMS + "  AND d.status = 'open' AND r.id IS NULL\n";

    private final JdbcClient jdbc;
    private final Clock clock;

    public Replay(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Sets items back; returns how many, 0 when none was left. */
    public int replay(RejectionChoice choice) {
        return write(REPLAY, choice);
    }

    /** Gives items up: the next run leaves them until they change; returns how many. */
    public int drop(RejectionChoice choice) {
        return write(DROP, choice);
    }

    /** How many {@link #replay} would set back. */
    public long replayable(RejectionChoice choice) {
        return count(COUNT_REPLAYABLE, choice);
    }

    /** Lines of feeds among them, which are in no ledger: every import tries them anyway. */
    public long linesOfFeeds(RejectionChoice choice) {
        return count(COUNT_LINES, choice);
    }

    private int write(String statement, RejectionChoice choice) {
        return choice.on(jdbc.sql(statement)).param("now", now()).param("limit", PIECE).update();
    }

    private long count(String statement, RejectionChoice choice) {
        return choice.on(jdbc.sql(statement)).query(Long.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
