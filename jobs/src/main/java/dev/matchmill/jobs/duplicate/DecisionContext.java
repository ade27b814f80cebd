package dev.matchmill.jobs.duplicate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who decides about duplicates, and when.
 *
 * @param actor row of {@code users}
 * @param command what the audit trail shows, such as {@code duplicates merge}
 * @param at when the decision is noted
 */
public record DecisionContext(long actor, String command, Instant at) {

    // Values are recorded as text: those of times must not depend on the session.
    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'user', true),
                   set_config('ats.actor_user_id', :actor, true),
                   set_config('ats.request_id', :command, true),
                   set_config('TimeZone', 'UTC', true)
            """;

    // Whose data is held changes with a merge: deletions in progress are waited for, and later ones
    // see it.
    private static final String LOCK = "SELECT compliance.lock_holds()";

    /** First statements of a decision's transaction. */
    void enter(JdbcClient jdbc) {
        jdbc.sql(CONTEXT)
                .param("actor", Long.toString(actor))
                .param("command", command)
                .query()
                .singleRow();
        jdbc.sql(LOCK).query().singleRow();
    }

    OffsetDateTime now() {
        return at.atOffset(ZoneOffset.UTC);
    }
}
