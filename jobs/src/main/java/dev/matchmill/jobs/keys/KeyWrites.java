package dev.matchmill.jobs.keys;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.Fence;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How keys are changed: in a transaction of its own that first checks that nobody took the scope
 * over and tells the audit trail who acts.
 *
 * @param fence of the scope {@link #SCOPE}
 * @param command what the audit trail shows, such as {@code keys rotate}
 */
public record KeyWrites(Transactions transactions, JdbcClient jdbc, Fence fence, String command) {

    /** Rotations, destructions and new master keys exclude each other. */
    public static final String SCOPE = "keys";

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', :command, true)
            """;

    <T> T inNew(Supplier<T> work) {
        return transactions.inNew(() -> {
            fence.check(jdbc);
            jdbc.sql(CONTEXT).param("command", command).query().singleRow();
            return work.get();
        });
    }
}
