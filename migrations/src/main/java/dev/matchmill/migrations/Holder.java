package dev.matchmill.migrations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session of the server that holds what somebody else waits for. Its statement is left out: it
 * may hold values of a person.
 *
 * @param process the server's process; 0 for a prepared transaction
 * @param application as the client calls itself; empty when it doesn't
 * @param user empty where it has none
 * @param state as {@code pg_stat_activity} has it; empty where this role may not see it
 * @param since when its transaction or statement began; null where this role may not see it
 */
record Holder(int process, String application, String user, String state, @Nullable Instant since) {

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Such as: process 4711 (psql, user anna, idle in transaction since 2026-11-22T04:00:00Z). */
    @Override
    public String toString() {
        if (process == 0) {
            return "a prepared transaction (see pg_prepared_xacts)";
        }
        StringBuilder text = new StringBuilder("process ").append(process).append(" (");
        text.append(application.isEmpty() ? "unnamed application" : application);
        if (!user.isEmpty()) {
            text.append(", user ").append(user);
        }
        if (!state.isEmpty()) {
            text.append(", ").append(state);
        }
        if (since != null) {
            text.append(" since ").append(since);
        }
        return text.append(')').toString();
    }
}
