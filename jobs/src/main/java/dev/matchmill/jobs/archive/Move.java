package dev.matchmill.jobs.archive;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves due rows of one kind to the archive, piece by piece. Each piece is one transaction of the
 * caller, so that a row is live or archived at every moment, never both, never neither.
 */
final class Move {

    private static final String VERSION =
            """
            SELECT max(CAST(version AS integer))
            FROM flyway_schema_history
            WHERE success AND version ~ '^[0-9]+$'
            """;

    // The day's candidates of open postings may have been listed for nothing but this application.
    private static final String INVALIDATE =
            """
            INSERT INTO pipeline.match_invalidations (candidate_id, reason, created_at)
            SELECT DISTINCT r.candidate_id, CAST('candidate_changed' AS invalidation_reason),
                   CAST(:now AS timestamptz)
            FROM applications a
            JOIN pipeline.match_results r ON r.candidate_id = a.candidate_id
            WHERE a.id = ANY (:ids)
            ON CONFLICT DO NOTHING
            """;

    private final DueRows due;
    private final Aggregate aggregate;
    private final Function<String, String> fingerprint;
    private final String pick;
    private final List<String> locks;
    private final String move;

    /**
     * @param fingerprint the fingerprint of an address, hexadecimal
     */
    Move(DueRows due, Catalogue catalogue, Function<String, String> fingerprint) {
        this.due = due;
        this.aggregate = Aggregate.of(due.root(), catalogue);
        this.fingerprint = fingerprint;
        this.pick = pick();
        MoveStatement statement = new MoveStatement(aggregate);
        this.locks = statement.locks();
        this.move = statement.move();
    }

    /**
     * One piece.
     *
     * @param after where the next one begins
     * @param picked rows that were due and free
     * @param moved of them, those that are archived now
     */
    record Piece(Place after, int picked, int moved) {}

    /** A place in the order of pieces. */
    record Place(String instant, long id) {
        static final Place START = new Place("-infinity", 0);
    }

    private record Picked(String instant, long id, String address) {}

    /**
     * Moves the next rows after a place, in the transaction in progress.
     *
     * @throws IllegalStateException when a row would have been lost: the piece is to be undone
     */
    Piece next(JdbcClient jdbc, Place after, OffsetDateTime now, int limit) {
        // Written and read in one zone, and no hold may come in between.
        jdbc.sql("SELECT set_config('TimeZone', 'UTC', true), compliance.share_holds()")
                .query()
                .singleRow();
        List<Picked> rows =
                jdbc.sql(pick)
                        .param("now", now)
                        .param("instant", after.instant())
                        .param("id", after.id())
                        .param("limit", limit)
                        .query((row, _) ->
                                new Picked(
                                        row.getString("instant"),
                                        row.getLong("id"),
                                        row.getString("address")))
                        .list();
        if (rows.isEmpty()) {
            return new Piece(after, 0, 0);
        }
        int moved = move(jdbc, rows, now);
        Picked last = rows.getLast();
        return new Piece(new Place(last.instant(), last.id()), rows.size(), moved);
    }

    private int move(JdbcClient jdbc, List<Picked> rows, OffsetDateTime now) {
        Long[] ids = rows.stream().map(Picked::id).toArray(Long[]::new);
        String[] fingerprints =
                rows.stream()
                        .map(Picked::address)
                        .map(address -> address.isEmpty() ? "" : fingerprint.apply(address))
                        .toArray(String[]::new);
        for (String lock : locks) {
            jdbc.sql(lock).param("ids", ids).query().listOfRows();
        }
        if (due.root() == Root.APPLICATION) {
            jdbc.sql(INVALIDATE).param("ids", ids).param("now", now).update();
        }
        int moved =
                jdbc.sql(move)
                        .param("ids", ids)
                        .param("fingerprints", fingerprints)
                        .param("now", now)
                        .param("version", jdbc.sql(VERSION).query(Integer.class).single())
                        .update();
        long left =
                jdbc.sql("SELECT count(*) FROM " + due.root().table() + " WHERE id = ANY (:ids)")
                        .param("ids", ids)
                        .query(Long.class)
                        .single();
        if (moved + left != ids.length) {
            throw new IllegalStateException(
                    "%d of %s were to move, %d did and %d stayed"
                            .formatted(ids.length, due.root().table(), moved, left));
        }
        return moved;
    }

    /** What is due: to be moved, held, and kept by rows that may not go. */
    Count count(JdbcClient jdbc, OffsetDateTime now) {
        String free = free();
        String count =
                """
                WITH %s
                SELECT count(*) FILTER (WHERE NOT (%2$s) AND (%3$s)) AS free,
                       count(*) FILTER (WHERE %2$s) AS held,
                       count(*) FILTER (WHERE NOT (%2$s) AND NOT (%3$s)) AS guarded
                %4$s
                """
                        .formatted(due.expressions(), due.held(), free, due.from());
        return jdbc.sql(count)
                .param("now", now)
                .query((row, _) ->
                        new Count(row.getLong("free"), row.getLong("held"), row.getLong("guarded")))
                .single();
    }

    record Count(long free, long held, long guarded) {}

    /** Years (UTC) in which due rows were applied; for applications only. */
    List<Integer> years(JdbcClient jdbc, OffsetDateTime now) {
        return jdbc.sql(
                        """
                        WITH %s
                        SELECT DISTINCT CAST(extract(year FROM d.applied_at AT TIME ZONE 'UTC') AS integer)
                        %s
                        ORDER BY 1
                        """
                                .formatted(due.expressions(), due.from()))
                .param("now", now)
                .query(Integer.class)
                .list();
    }

    private String pick() {
        String address = due.root() == Root.APPLICATION ? "d.candidate_email::text" : "''";
        return """
        WITH %1$s
        SELECT d.id, CAST(d.%2$s AS text) AS instant, %3$s AS address
        %4$s
          AND (d.%2$s, d.id) > (CAST(:instant AS timestamptz), :id)
          AND (%5$s)
          AND NOT (%6$s)
        ORDER BY d.%2$s, d.id
        LIMIT :limit
        FOR UPDATE OF d SKIP LOCKED
        """
                .formatted(due.expressions(), due.order(), address, due.from(), free(), due.held());
    }

    private String free() {
        String free =
                aggregate.guards().stream()
                        .filter(key -> key.target().equals(due.root().table()))
                        .map(key -> MoveStatement.isFree(key, "d.id"))
                        .collect(Collectors.joining(" AND "));
        return free.isEmpty() ? "true" : free;
    }
}
