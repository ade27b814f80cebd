package dev.matchmill.jobs.recurring;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.run.OpenRun;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What recurring jobs are made of, on a database of a test; its jobs hold the lock of a run. */
public final class OpenParts implements AutoCloseable {

    private final TestDatabase database;
    private final DataSource privacy;
    private final Path home;
    private final OpenRun run;
    private int ownerConnections;

    /**
     * @param privacy the database as the role of erasure and retention
     */
    public OpenParts(TestDatabase database, DataSource privacy, Path home) {
        this.database = database;
        this.privacy = privacy;
        this.home = home;
        this.run = OpenRun.on(database);
    }

    /** The parts of a job. */
    public RecurringParts parts() {
        return new RecurringParts(
                run.parts().writes(),
                run.parts().jdbc(),
                database.dataSource(),
                this::owner,
                this::privacy,
                run.parts().json(),
                home);
    }

    /** How often a job worked as the owner. */
    public int ownerConnections() {
        return ownerConnections;
    }

    @Override
    public void close() {
        run.close();
    }

    private PrivacyAccess privacy() {
        JdbcClient jdbc = JdbcClient.create(privacy);
        return new PrivacyAccess(
                new Writes(
                        run.parts().run(),
                        new Transactions(new JdbcTransactionManager(privacy)),
                        jdbc),
                jdbc,
                privacy);
    }

    private Connection owner() throws SQLException {
        ownerConnections++;
        Connection connection = database.dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '100ms'");
        }
        return connection;
    }
}
