package dev.matchmill.config.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ScopeLockIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_second_holder_is_turned_away_and_told_who_holds_it() throws SQLException {
        try (ScopeLock _ = acquire("held", "first")) {
            assertThatThrownBy(() -> acquire("held", "second"))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("'held'")
                    .hasMessageContaining("first since ");
        }
        acquire("held", "second").close();
    }

    @Test
    void scopes_do_not_hold_each_other() throws SQLException {
        try (ScopeLock one = acquire("one", "a");
                ScopeLock other = acquire("other", "b")) {
            assertThat(one.fence().scope()).isEqualTo("one");
            assertThat(other.fence().epoch()).isEqualTo(1);
        }
    }

    @Test
    void the_epoch_rises_with_each_holder() throws SQLException {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (ScopeLock lock = acquire("epochs", "holder")) {
                assertThat(lock.fence().epoch()).isEqualTo(epoch);
                lock.fence().check(jdbc);
            }
        }
    }

    @Test
    void a_holder_that_lost_its_connection_fails_at_the_fence_once_it_has_a_successor()
            throws SQLException {
        try (ScopeLock first = acquire("cut", "first")) {
            jdbc.sql(
                            """
                            SELECT pg_terminate_backend(l.pid) FROM pg_locks l
                            WHERE l.locktype = 'advisory'
                              AND l.database = (SELECT oid FROM pg_database
                                                WHERE datname = current_database())
                            """)
                    .query()
                    .listOfRows();

            try (ScopeLock successor = acquireInTime("cut", "second")) {
                assertThat(successor.fence().epoch()).isEqualTo(first.fence().epoch() + 1);
                successor.fence().check(jdbc);
                assertThatThrownBy(() -> first.fence().check(jdbc))
                        .isInstanceOf(FenceLostException.class)
                        .hasMessageContaining("'cut' with epoch 1");
            }
        }
    }

    @Test
    void a_successor_waits_for_a_transaction_that_passed_the_fence() throws Exception {
        ScopeLock first = acquire("waiting", "first");
        var order = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        Thread[] successor = new Thread[1];
        new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()))
                .executeWithoutResult(_ -> {
                    first.fence().check(jdbc);
                    first.close();
                    successor[0] =
                            Thread.ofVirtual()
                                    .start(() -> {
                                        acquireInTime("waiting", "second").close();
                                        order.add("successor");
                                    });
                    awaitWaiter();
                    order.add("first");
                });
        successor[0].join();

        assertThat(order).containsExactly("first", "successor");
    }

    @Test
    void settings_print_neither_address_nor_password() {
        assertThat(TestSettings.of(DATABASE.address()))
                .asString()
                .doesNotContain(DATABASE.address().url())
                .contains("8");
    }

    private void awaitWaiter() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            long waiting =
                    jdbc.sql(
                                    """
                                    SELECT count(*) FROM pg_locks
                                    WHERE NOT granted
                                      AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
                                    """)
                            .query(Long.class)
                            .single();
            if (waiting > 0) {
                return;
            }
        }
        throw new AssertionError("the successor does not wait");
    }

    private static ScopeLock acquireInTime(String scope, String holder) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return acquire(scope, holder);
            } catch (LockHeldException held) {
                if (System.nanoTime() > deadline) {
                    throw held;
                }
                Thread.onSpinWait();
            } catch (SQLException away) {
                throw new AssertionError(away);
            }
        }
    }

    private static ScopeLock acquire(String scope, String holder) throws SQLException {
        return ScopeLock.acquire(
                new WorkingConnections(TestSettings.of(DATABASE.address()), WorkingRole.BATCH),
                scope,
                holder);
    }
}
