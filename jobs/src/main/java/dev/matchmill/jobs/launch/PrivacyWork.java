package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.erase.Commit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a verb of the privacy officer writes: in a transaction that tells the audit trail which verb
 * it was and who gave it.
 *
 * @param jdbc as the role of erasure
 * @param command what the trail shows, such as {@code erase verify}
 * @param by the user who acts; null: nobody was named
 */
record PrivacyWork(Transactions transactions, JdbcClient jdbc, String command, @Nullable Long by)
        implements Commit {

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', CASE WHEN :by = '' THEN 'batch' ELSE 'user' END, true),
                   set_config('ats.actor_user_id', :by, true),
                   set_config('ats.request_id', :command, true)
            """;

    private static final String IS_ACTIVE =
            "SELECT EXISTS (SELECT FROM users WHERE id = :id AND deleted_at IS NULL AND is_active)";

    /**
     * In a session that was opened as the role of erasure.
     *
     * @throws IllegalUsageException when the user who acts is none
     */
    static PrivacyWork of(Session session, String command, @Nullable Long by) {
        JdbcClient jdbc = session.get(JdbcClient.class);
        if (by != null && !jdbc.sql(IS_ACTIVE).param("id", by).query(Boolean.class).single()) {
            throw new IllegalUsageException("--by names no active user.");
        }
        return new PrivacyWork(session.get(Transactions.class), jdbc, command, by);
    }

    @Override
    public <T> T inNew(Supplier<T> work) {
        return transactions.inNew(() -> {
            jdbc.sql(CONTEXT)
                    .param("by", by == null ? "" : by.toString())
                    .param("command", command)
                    .query()
                    .singleRow();
            return work.get();
        });
    }
}
