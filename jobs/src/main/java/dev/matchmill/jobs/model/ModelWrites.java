package dev.matchmill.jobs.model;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.Fence;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How models change: in a transaction of its own that first checks that nobody took the scope over
 * and tells the audit trail who acts.
 *
 * @param fence of the scope that the verb holds
 * @param command what the audit trail shows, such as {@code models activate}
 */
public record ModelWrites(Transactions transactions, JdbcClient jdbc, Fence fence, String command) {

    /** Adding and activating exclude each other, and wait for no build. */
    public static final String SCOPE = "models switch";

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'batch', true),
                   set_config('ats.request_id', :command, true)
            """;

    /** The work's result; the work must be repeatable. */
    public <T> T inNew(Supplier<T> work) {
        return transactions.inNew(() -> {
            fence.check(jdbc);
            jdbc.sql(CONTEXT).param("command", command).query().singleRow();
            return work.get();
        });
    }

    /** The same, with something that the audit trail must show beside the verb. */
    public ModelWrites noting(String remark) {
        return new ModelWrites(transactions, jdbc, fence, command + ": " + remark);
    }
}
