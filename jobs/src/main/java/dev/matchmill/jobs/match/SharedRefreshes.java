package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.GenerationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generations that several workers build together: which one, what they agreed on, and who ends it,
 * by a lease on its row. Every method belongs in the caller's transaction.
 *
 * @param owner unique among workers
 */
record SharedRefreshes(
        JdbcClient jdbc,
        Clock clock,
        JsonMapper json,
        Supplier<String> owner,
        ShareSettings settings) {

    // Any number: one worker at a time finds out whether there is a refresh to join.
    private static final String TURN = "SELECT pg_try_advisory_xact_lock(7325616)";

    private static final String LAST =
            """
            SELECT id, status::text AS status, shared_epoch, source_watermark, activated_at,
                   error_message, CAST(coalesce(config -> 'shared', '{}') AS text) AS agreement
            FROM pipeline.match_generations
            WHERE shared_epoch IS NOT NULL
            ORDER BY id DESC
            LIMIT 1
            """;

    private static final String BEGIN =
            """
            UPDATE pipeline.match_generations
            SET shared_epoch = :epoch,
                source_watermark = :lookedAt,
                config = config || jsonb_build_object('shared', CAST(:agreement AS jsonb))
            WHERE id = :generation
            """;

    private static final String ADOPT =
            """
            UPDATE pipeline.match_generations
            SET shared_epoch = :epoch, finisher = NULL, finisher_expires_at = NULL
            WHERE id = :generation
            """;

    private static final String STATE =
            """
            SELECT status::text AS status, coalesce(error_message, '') AS error_message
            FROM pipeline.match_generations
            WHERE id = :generation
            """;

    // Who publishes holds the row for as long as that takes: nobody waits for it.
    private static final String TAKE =
            """
            UPDATE pipeline.match_generations
            SET finisher = :owner, finisher_expires_at = :now + make_interval(secs => :lease)
            WHERE id = (
                SELECT id
                FROM pipeline.match_generations
                WHERE id = :generation
                  AND status = 'building'
                  AND (finisher IS NULL OR finisher = :owner OR finisher_expires_at < :now)
                  AND NOT EXISTS (
                      SELECT 1
                      FROM pipeline.match_claims k
                      WHERE k.generation_id = :generation
                        AND k.ranked_at IS NULL)
                FOR NO KEY UPDATE SKIP LOCKED)
            """;

    private static final String HOLD =
            """
            UPDATE pipeline.match_generations
            SET finisher_expires_at = :now + make_interval(secs => :lease)
            WHERE id = :generation
              AND status = 'building'
              AND finisher = :owner
            """;

    private static final String RELEASE =
            """
            UPDATE pipeline.match_generations
            SET finisher = NULL, finisher_expires_at = NULL
            WHERE id = :generation
              AND status = 'building'
              AND finisher = :owner
            """;

    /**
     * The last one that was begun.
     *
     * @param lookedAt when postings and candidates were looked at
     * @param activatedAt when it was published; null when it was not
     * @param error why it was given up; empty when it was not
     */
    record Shared(
            GenerationId id,
            String status,
            long epoch,
            OffsetDateTime lookedAt,
            @Nullable OffsetDateTime activatedAt,
            String error,
            Agreement agreement) {

        boolean isBuilding() {
            return status.equals("building");
        }

        boolean isGivenUp() {
            return status.equals("failed");
        }
    }

    /** How far one is. */
    sealed interface State {

        /** Workers rank it, or one of them ends it. */
        record InWork() implements State {}

        /** Readers see it. */
        record Published() implements State {}

        /** Nobody is to see it. */
        record GivenUp(String why) implements State {}
    }

    /** Somebody else ends the refresh, or has: whoever meets this writes nothing of it. */
    static final class TakenOverException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenOverException() {
            super("another worker took over the end of the refresh");
        }
    }

    /** Whether nobody else is just finding out what there is to join; until the caller commits. */
    boolean isMyTurn() {
        return jdbc.sql(TURN).query(Boolean.class).single();
    }

    Optional<Shared> last() {
        return jdbc.sql(LAST).query((row, _) -> shared(row)).optional();
    }

    /** Says of a generation that was just begun that others may join it. */
    void begin(GenerationId id, long epoch, OffsetDateTime lookedAt, Agreement agreement) {
        jdbc.sql(BEGIN)
                .param("generation", id.value())
                .param("epoch", epoch)
                .param("lookedAt", lookedAt)
                .param("agreement", agreement.text(json))
                .update();
    }

    /** Goes on with one whose workers are all gone. */
    void adopt(GenerationId id, long epoch) {
        jdbc.sql(ADOPT).param("generation", id.value()).param("epoch", epoch).update();
    }

    State state(GenerationId id) {
        return jdbc.sql(STATE)
                .param("generation", id.value())
                .query((row, _) -> state(row))
                .single();
    }

    /** Takes the end of it, if all is ranked and nobody is at it. */
    boolean takeEnd(GenerationId id) {
        return leased(TAKE, id) == 1;
    }

    /**
     * Keeps the end of it, and everybody else from it until the transaction is over.
     *
     * @throws TakenOverException when it is another's, or was reached
     */
    void holdEnd(GenerationId id) {
        if (leased(HOLD, id) == 0) {
            throw new TakenOverException();
        }
    }

    /** Gives the end back. */
    void releaseEnd(GenerationId id) {
        jdbc.sql(RELEASE).param("generation", id.value()).param("owner", owner.get()).update();
    }

    private int leased(String sql, GenerationId id) {
        return jdbc.sql(sql)
                .param("generation", id.value())
                .param("owner", owner.get())
                .param("now", now())
                .param("lease", (double) settings.lease().toSeconds())
                .update();
    }

    private Shared shared(ResultSet row) throws SQLException {
        String error = row.getString("error_message");
        return new Shared(
                new GenerationId(row.getLong("id")),
                row.getString("status"),
                row.getLong("shared_epoch"),
                row.getObject("source_watermark", OffsetDateTime.class),
                row.getObject("activated_at", OffsetDateTime.class),
                error == null ? "" : error,
                Agreement.parse(row.getString("agreement"), json));
    }

    private static State state(ResultSet row) throws SQLException {
        return switch (row.getString("status")) {
            case "building" -> new State.InWork();
            case "failed" -> new State.GivenUp(row.getString("error_message"));
            default -> new State.Published();
        };
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
