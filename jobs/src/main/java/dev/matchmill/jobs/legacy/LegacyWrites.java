package dev.matchmill.jobs.legacy;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.Fence;
import dev.matchmill.jobs.recurring.OwnerConnections;
import dev.matchmill.migrations.DatabaseAccessException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How imported rows are taken over: in transactions that check that nobody else took the scope and
 * tell the audit trail who acts.
 *
 * @param jdbc as the login, which may write both the schema of Matchmill and the imported one
 * @param owner for what takes long and cannot be part of a transaction
 * @param fence of the scope {@link #SCOPE}
 */
public record LegacyWrites(
        Transactions transactions, JdbcClient jdbc, OwnerConnections owner, Fence fence) {

    /** Two adoptions exclude each other. */
    public static final String SCOPE = "legacy";

    private static final String CONTEXT =
            """
            SELECT set_config('ats.actor_type', 'migration', true),
                   set_config('ats.request_id', 'legacy adopt', true)
            """;

    <T> T inNew(Supplier<T> work) {
        return transactions.inNew(() -> {
            fence.check(jdbc);
            jdbc.sql(CONTEXT).query().singleRow();
            return work.get();
        });
    }

    void outside(String sql) {
        try (Connection connection = owner.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new DatabaseAccessException("running " + sql, refused);
        }
    }
}
