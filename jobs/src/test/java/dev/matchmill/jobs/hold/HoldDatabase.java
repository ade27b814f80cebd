package dev.matchmill.jobs.hold;

import dev.matchmill.config.database.DatabaseConfiguration;
import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The one database of a JVM's tests of holds; each test makes rows of its own in it. The next test
 * run drops it.
 */
final class HoldDatabase {

    static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

    private static final class Holder {
        static final HoldDatabase INSTANCE = new HoldDatabase();
    }

    private final TestDatabase database = TestDatabase.create();
    private final DataSource privacy;

    private HoldDatabase() {
        privacy = DatabaseConfiguration.pool(connections(WorkingRole.PRIVACY), 4);
    }

    static HoldDatabase get() {
        return Holder.INSTANCE;
    }

    /** As the owner, who sees and may do everything. */
    JdbcClient owner() {
        return JdbcClient.create(database.dataSource());
    }

    DataSource ownerSource() {
        return database.dataSource();
    }

    /** As the role of erasure and retention. */
    JdbcClient privacy() {
        return JdbcClient.create(privacy);
    }

    WorkingConnections connections(WorkingRole role) {
        return new WorkingConnections(TestSettings.of(database.address()), role);
    }

    HoldWrites writes(String command, Optional<Long> actor, Duration patience) {
        return new HoldWrites(
                new Transactions(new JdbcTransactionManager(privacy)),
                privacy(),
                clock(),
                command,
                actor,
                patience);
    }

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
