package dev.matchmill.jobs.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The work that would be lost if the server had died at a moment.
 *
 * @param seconds from the first commit that the copy lacks until then; 0 when it lacks none
 * @param isExact whether the server could tell; otherwise it is at most that
 */
record DataLoss(double seconds, boolean isExact) {

    // As many commits as are looked at; an archive that is further behind is far past any goal.
    private static final String FIRST_LOST =
            """
            SELECT min(committed)
            FROM (SELECT pg_xact_commit_timestamp((x % 4294967296)::text::xid) AS committed
                  FROM (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next) s,
                       generate_series(greatest(s.next - 500000, 3), s.next - 1) AS x
                  WHERE x % 4294967296 >= 3) c
            WHERE committed > :restored
              AND committed <= :died
            """;

    /**
     * Measures it by the live server's own commit times.
     *
     * @param died of the server's clock
     * @param restored commit time of the last transaction that the copy has
     */
    static DataLoss exact(JdbcClient live, OffsetDateTime died, OffsetDateTime restored) {
        Optional<OffsetDateTime> first =
                live.sql(FIRST_LOST)
                        .param("restored", restored)
                        .param("died", died)
                        .query(OffsetDateTime.class)
                        .optional();
        return new DataLoss(first.map(lost -> seconds(lost, died)).orElse(0.0), true);
    }

    /**
     * The most it can be: everything before the last piece was archived is there.
     *
     * @param archived when the last piece was, if one was
     */
    static DataLoss atMost(
            OffsetDateTime died, OffsetDateTime restored, Optional<Instant> archived) {
        OffsetDateTime safe =
                archived.map(at -> at.atOffset(ZoneOffset.UTC))
                        .filter(restored::isBefore)
                        .orElse(restored);
        return new DataLoss(seconds(safe, died), false);
    }

    private static double seconds(OffsetDateTime from, OffsetDateTime to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }
}
