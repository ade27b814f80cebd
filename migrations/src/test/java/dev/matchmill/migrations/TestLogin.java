package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A role that may log in and owns nothing, for tests of what such a one may do. Roles belong to the
 * whole server: {@link #close} drops it.
 */
public final class TestLogin implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final JdbcClient owner;
    private final DatabaseAddress address;

    private TestLogin(JdbcClient owner, DatabaseAddress address) {
        this.owner = owner;
        this.address = address;
    }

    /** A new login of a database, member of the given roles. */
    public static TestLogin of(TestDatabase database, String... memberships) {
        String name =
                "matchmill_test_login_%d_%d"
                        .formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        JdbcClient owner = JdbcClient.create(database.dataSource());
        owner.sql("DROP ROLE IF EXISTS " + name).update();
        owner.sql("CREATE ROLE " + name + " LOGIN PASSWORD 'of a test'").update();
        for (String role : memberships) {
            owner.sql("GRANT " + role + " TO " + name).update();
        }
        DatabaseAddress there = database.address();
        return new TestLogin(
                owner, new DatabaseAddress(there.url(), name, "of a test", there.source()));
    }

    /** Where and as whom it connects. */
    public DatabaseAddress address() {
        return address;
    }

    /** Drops it; before the database is closed. */
    @Override
    public void close() {
        owner.sql("DROP ROLE " + address.username()).update();
    }
}
