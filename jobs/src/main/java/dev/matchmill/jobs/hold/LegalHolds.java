package dev.matchmill.jobs.hold;

import dev.matchmill.migrations.type.HoldSubjectType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register of holds, for reading. */
public record LegalHolds(JdbcClient jdbc) {

    private static final String COLUMNS =
            """
            SELECT h.id, h.name, h.reason, o.name AS organization, h.placed_at,
                   h.placed_by_user_id, h.review_at, h.released_at, h.released_by_user_id,
                   h.release_reason
            FROM compliance.legal_holds h
            LEFT JOIN organizations o ON o.id = h.organization_id
            """;

    private static final String ALL =
            COLUMNS + "WHERE :all OR h.released_at IS NULL ORDER BY h.placed_at, h.id";

    private static final String ONE = COLUMNS + "WHERE h.id = :id";

    private static final String SUBJECTS =
            """
            SELECT subject_type, subject_id
            FROM compliance.legal_hold_subjects
            WHERE hold_id = :hold
            """;

    /**
     * Holds by age, the oldest first.
     *
     * @param isReleasedToo whether to show those that are released
     */
    public List<LegalHold> list(Clock clock, boolean isReleasedToo) {
        return jdbc.sql(ALL)
                .param("all", isReleasedToo)
                .query((row, _) -> hold(row, clock.instant()))
                .list();
    }

    /** One of them, released or not. */
    public Optional<LegalHold> find(long id, Clock clock) {
        return jdbc.sql(ONE)
                .param("id", id)
                .query((row, _) -> hold(row, clock.instant()))
                .optional();
    }

    /** What a hold was placed on. */
    SortedSet<HoldSubject> subjects(long hold) {
        return new TreeSet<>(
                jdbc.sql(SUBJECTS)
                        .param("hold", hold)
                        .query((row, _) ->
                                new HoldSubject(
                                        HoldSubjectType.valueOf(
                                                row.getString("subject_type")
                                                        .toUpperCase(Locale.ROOT)),
                                        row.getLong("subject_id")))
                        .list());
    }

    private LegalHold hold(ResultSet row, Instant now) throws SQLException {
        long id = row.getLong("id");
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant placed = row.getObject("placed_at", OffsetDateTime.class).toInstant();
        Optional<LocalDate> review =
                Optional.ofNullable(row.getObject("review_at", LocalDate.class));
        Optional<Instant> released =
                Optional.ofNullable(row.getObject("released_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
        return new LegalHold(
                id,
                row.getString("name"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("organization")),
                placed,
                Optional.ofNullable(row.getObject("placed_by_user_id", Long.class)),
                Math.max(0, Duration.between(placed, now).toDays()),
                review,
                released.isEmpty() && review.filter(day -> day.isBefore(today)).isPresent(),
                released,
                Optional.ofNullable(row.getObject("released_by_user_id", Long.class)),
                Optional.ofNullable(row.getString("release_reason")),
                subjects(id).stream().map(HoldSubject::toString).toList(),
                Coverage.of(jdbc, id, today));
    }
}
