package dev.matchmill.jobs.ledger;

import dev.matchmill.migrations.type.RunId;
import dev.matchmill.migrations.type.SourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The run of a source that several workers share: one of them lists, all read what is listed, and
 * whoever finds nothing left closes the books. A lister that dies loses its lease; the next worker
 * that notices begins a run of its own, and the others follow it there. Every method belongs in the
 * caller's transaction. Thread-safe.
 */
public final class SharedListing {

    private static final String TURN =
            "SELECT pg_advisory_xact_lock(hashtextextended('matchmill:source:' || :source, 0))";

    private static final String RUNNING =
            """
            SELECT id, listed_at IS NULL AND lister_expires_at < :now AS is_abandoned
            FROM pipeline.ingestion_runs
            WHERE source_id = :source
              AND status = 'running'
            """;

    private static final String ABANDON =
            """
            UPDATE pipeline.ingestion_runs
            SET status = 'failed', finished_at = greatest(:now, started_at)
            WHERE id = :id
            """;

    private static final String BEGIN =
            """
            INSERT INTO pipeline.ingestion_runs
                (source_id, run_id, started_at, lister, lister_expires_at)
            VALUES (:source, :run, :now, :owner, :now + make_interval(secs => :lease))
            RETURNING id
            """;

    private static final String KEEP =
            """
            UPDATE pipeline.ingestion_runs
            SET lister_expires_at = :now + make_interval(secs => :lease)
            WHERE id = :id
              AND lister = :owner
              AND status = 'running'
            """;

    private static final String END =
            """
            UPDATE pipeline.ingestion_runs
            SET listed_at = :now, lister_expires_at = NULL
            WHERE id = :id
              AND lister = :owner
              AND status = 'running'
            RETURNING unchanged_count
            """;

    private static final String STATE =
            """
            SELECT CASE
                WHEN r.status <> 'running' THEN 'ENDED'
                WHEN r.listed_at IS NULL AND r.lister_expires_at < :now THEN 'ABANDONED'
                WHEN r.listed_at IS NULL THEN 'LISTING'
                WHEN EXISTS (
                    SELECT 1
                    FROM pipeline.source_records i
                    WHERE i.source_id = r.source_id
                      AND i.state = 'pending'
                      AND i.last_run_id = r.id) THEN 'READING'
                ELSE 'READ' END
            FROM pipeline.ingestion_runs r
            WHERE r.id = :id
            """;

    private static final String IS_COMPLETE =
            """
            SELECT status IN ('completed', 'completed_with_errors')
            FROM pipeline.ingestion_runs
            WHERE id = :id
            """;

    private static final String LOCK =
            "SELECT status = 'running' FROM pipeline.ingestion_runs WHERE id = :id FOR UPDATE";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration lease;

    public SharedListing(JdbcClient jdbc, Clock clock, Duration lease) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * A run of a source.
     *
     * @param run row of {@code pipeline.ingestion_runs}
     * @param lists whether this worker is to list the source
     */
    public record Part(long run, boolean lists) {}

    /** How far a shared run is. */
    public enum State {
        /** Its lister is at work. */
        LISTING,
        /** Its lister died. */
        ABANDONED,
        /** All is listed; some of it is still to be read, or in work. */
        READING,
        /** All is listed and read: the books can be closed. */
        READ,
        /** Its books are closed, or another run took its place. */
        ENDED
    }

    /** Joins the run of a source, or begins one as its lister. */
    public Part join(SourceId source, RunId run, String owner) {
        jdbc.sql(TURN).param("source", Long.toString(source.value())).query().singleRow();
        Optional<Running> running =
                jdbc.sql(RUNNING)
                        .param("source", source.value())
                        .param("now", now())
                        .query((row, _) -> new Running(row.getLong(1), row.getBoolean(2)))
                        .optional();
        if (running.isPresent() && !running.get().isAbandoned()) {
            return new Part(running.get().id(), false);
        }
        running.ifPresent(
                dead -> jdbc.sql(ABANDON).param("id", dead.id()).param("now", now()).update());
        long id =
                jdbc.sql(BEGIN)
                        .param("source", source.value())
                        .param("run", run.value())
                        .param("now", now())
                        .param("owner", owner)
                        .param("lease", (double) lease.toSeconds())
                        .query(Long.class)
                        .single();
        return new Part(id, true);
    }

    /** Prolongs the lister's lease; false when it was lost, and nothing may be listed. */
    public boolean keep(long run, String owner) {
        return jdbc.sql(KEEP)
                        .param("id", run)
                        .param("owner", owner)
                        .param("now", now())
                        .param("lease", (double) lease.toSeconds())
                        .update()
                == 1;
    }

    /** Says that all is listed; how many items were unchanged, if the lease was not lost. */
    public Optional<Long> end(long run, String owner) {
        return jdbc.sql(END)
                .param("id", run)
                .param("owner", owner)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    public State state(long run) {
        return State.valueOf(
                jdbc.sql(STATE).param("id", run).param("now", now()).query(String.class).single());
    }

    /** Whether an ended run's books are closed; otherwise another run took its place. */
    public boolean isComplete(long run) {
        return jdbc.sql(IS_COMPLETE).param("id", run).query(Boolean.class).single();
    }

    /** Whether the books are still to be closed; nobody else closes them in the meantime. */
    public boolean lockOpen(long run) {
        return jdbc.sql(LOCK).param("id", run).query(Boolean.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Running(long id, boolean isAbandoned) {}
}
