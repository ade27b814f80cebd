package dev.matchmill.jobs.hold;

import dev.matchmill.config.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How holds change: in one transaction that tells the audit trail who acts, waits for the deletions
 * in progress and keeps others from beginning.
 *
 * @param jdbc as the role of erasure and retention
 * @param command what the audit trail shows, such as {@code hold place}
 * @param actor the user on whose word it happens; empty when nobody was named
 * @param patience how long deletions in progress are waited for
 */
public record HoldWrites(
        Transactions transactions,
        JdbcClient jdbc,
        Clock clock,
        String command,
        Optional<Long> actor,
        Duration patience) {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', :type, true),
                   set_config('ats.actor_user_id', :actor, true),
                   set_config('ats.request_id', :command, true),
                   set_config('lock_timeout', :wait, true)
            """;

    private static final String LOCK = "SELECT compliance.lock_holds()";

    /** The work's result; empty when a deletion took longer than that, and nothing changed. */
    <T> Optional<T> alone(Supplier<T> work) {
        try {
            return Optional.of(
                    transactions.inNew(() -> {
                        enter();
                        return work.get();
                    }));
        } catch (DataAccessException failure) {
            if (LOCK_NOT_AVAILABLE.equals(Transactions.sqlState(failure))) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private void enter() {
        jdbc.sql(CONTEXT)
                .param("type", actor.isPresent() ? "user" : "batch")
                .param("actor", actor.map(String::valueOf).orElse(""))
                .param("command", command)
                .param("wait", patience.toMillis() + "ms")
                .query()
                .singleRow();
        jdbc.sql(LOCK).query().singleRow();
    }
}
