package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.type.RetentionAnchor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row with everything that decides about it.
 *
 * @param place whose rules it comes under
 * @param isHeld whether a legal hold covers it
 * @param blocker what keeps it although it is due, a phrase; empty: nothing
 * @param isRestricted whether a clash of rules restricted it
 * @param storedDay the day that the row itself names
 */
record RetainedRow(
        long id,
        Jurisdiction place,
        ClockStarts starts,
        boolean isHeld,
        String blocker,
        boolean isRestricted,
        @Nullable LocalDate storedDay) {

    static RetainedRow of(ResultSet row) throws SQLException {
        Map<RetentionAnchor, Instant> instants = new EnumMap<>(RetentionAnchor.class);
        for (RetentionAnchor anchor : RetentionAnchor.values()) {
            OffsetDateTime at = row.getObject(anchor.label(), OffsetDateTime.class);
            if (at != null) {
                instants.put(anchor, at.toInstant());
            }
        }
        String country = row.getString("country");
        String blocker = row.getString("blocker");
        return new RetainedRow(
                row.getLong("id"),
                new Jurisdiction(
                        row.getObject("organization_id", Long.class),
                        country,
                        Regions.of(country, row.getString("state"))),
                new ClockStarts(instants, zone(row.getString("timezone"))),
                row.getBoolean("held"),
                blocker == null ? "" : blocker,
                row.getBoolean("restricted"),
                row.getObject("retention_until", LocalDate.class));
    }

    // A zone that Java does not know must not stop everybody else's retention.
    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
