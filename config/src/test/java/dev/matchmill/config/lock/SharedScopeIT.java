package dev.matchmill.config.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SharedScopeIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
    private final AtomicInteger recoveries = new AtomicInteger();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void several_share_a_scope_under_the_epoch_of_the_first_which_recovers() throws SQLException {
        try (ScopeLock first = share("shared");
                ScopeLock second = share("shared")) {
            assertThat(second.fence().epoch()).isEqualTo(first.fence().epoch());
            assertThat(recoveries).hasValue(1);
            first.fence().check(jdbc);
            second.fence().check(jdbc);
        }
    }

    @Test
    void nobody_joins_a_sole_holder() throws SQLException {
        try (ScopeLock _ = alone("sole")) {
            assertThatThrownBy(() -> share("sole"))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("alone since ");
        }
        assertThat(recoveries).hasValue(0);
    }

    @Test
    void nobody_joins_those_who_share_it_for_other_work_until_they_have_left() throws SQLException {
        try (ScopeLock _ = share("work", "reading")) {
            assertThatThrownBy(() -> share("work", "matching"))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("(reading by sharer since ");
            share("work", "reading").close();
        }
        try (ScopeLock _ = share("work", "matching")) {
            assertThatThrownBy(() -> share("work", "reading"))
                    .isInstanceOf(LockHeldException.class);
        }
        try (ScopeLock _ = alone("work")) {
            assertThatThrownBy(() -> share("work", "matching"))
                    .isInstanceOf(LockHeldException.class)
                    .hasMessageContaining("(alone since ");
        }
    }

    @Test
    void only_the_last_that_leaves_recovers() throws SQLException {
        ScopeLock first = share("leaving");
        try (ScopeLock second = share("leaving")) {
            first.ifLast(recoveries::incrementAndGet);
            assertThat(recoveries).hasValue(1);
            first.close();
            second.ifLast(recoveries::incrementAndGet);
            assertThat(recoveries).hasValue(2);
            // It still shares the scope.
            second.fence().check(jdbc);
        }
    }

    @Test
    void a_sole_one_waits_until_those_who_share_gave_way_and_none_joins_meanwhile()
            throws Exception {
        ScopeLock sharer = share("awaited");
        assertThat(sharer.isAwaited()).isFalse();
        CompletableFuture<ScopeLock> sole = CompletableFuture.supplyAsync(() -> waiting("awaited"));
        await(sharer);

        assertThatThrownBy(() -> share("awaited")).isInstanceOf(LockHeldException.class);
        assertThat(sole).isNotDone();
        long epoch = sharer.fence().epoch();
        sharer.close();

        try (ScopeLock lock = sole.get(20, TimeUnit.SECONDS)) {
            assertThat(lock.fence().epoch()).isEqualTo(epoch + 1);
        }
        share("awaited").close();
    }

    @Test
    void one_that_lost_its_connection_fails_at_the_fence_though_others_share_on()
            throws SQLException {
        try (ScopeLock cut = share("cut");
                ScopeLock other = share("cut")) {
            jdbc.sql("SELECT pg_terminate_backend(:pid)")
                    .param("pid", cut.fence().holder())
                    .query()
                    .singleRow();

            assertThatThrownBy(() -> checkUntilLost(cut.fence()))
                    .isInstanceOf(FenceLostException.class);
            other.fence().check(jdbc);
        }
    }

    private void checkUntilLost(Fence fence) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            fence.check(jdbc);
        }
    }

    private static void await(ScopeLock sharer) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!sharer.isAwaited()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
        }
    }

    private static ScopeLock waiting(String scope) {
        try {
            return alone(scope);
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
    }

    private static ScopeLock alone(String scope) throws SQLException {
        return ScopeLock.acquire(connections(), scope, "alone");
    }

    private ScopeLock share(String scope) throws SQLException {
        return share(scope, "reading");
    }

    private ScopeLock share(String scope, String work) throws SQLException {
        return ScopeLock.share(connections(), scope, work, "sharer", recoveries::incrementAndGet);
    }

    private static WorkingConnections connections() {
        return new WorkingConnections(TestSettings.of(DATABASE.address()), WorkingRole.BATCH);
    }
}
