package dev.matchmill.jobs.doctor;

import dev.matchmill.config.database.ConnectionProperties;
import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.DatabaseAccessException;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.SchemaRights;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Connects to the database and looks at it; changes nothing there.
 *
 * @param findings at least one
 * @param away whether the database did not answer, so that trying again later may help
 */
public record DatabaseTrial(List<Finding> findings, boolean away) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public DatabaseTrial {
        findings = List.copyOf(findings);
    }

    /**
     * Looks at one database, for at most about two minutes.
     *
     * @param model the configured one; empty when it cannot be opened
     * @param home the folder of a local database
     */
    public static DatabaseTrial run(
            DatabaseAddress address,
            DatabaseSettings settings,
            Optional<ModelDescription> model,
            Path home,
            Clock clock) {
        DatabaseMigrator migrator = new DatabaseMigrator(address);
        // A host that is away uses up the time to connect; one that hangs, that to log in.
        Duration limit = settings.connectTimeout().multipliedBy(2);
        try {
            TimeLimit.within(limit, migrator::serverVersions);
        } catch (PreconditionException refused) {
            return refused(refused);
        } catch (DatabaseAccessException | TimeoutException silent) {
            return away(address, silent instanceof TimeoutException ? "no answer" : reason(silent));
        }
        try {
            return TimeLimit.within(
                    PATIENCE, () -> examine(address, settings, migrator, model, home, clock));
        } catch (TimeoutException slow) {
            return away(address, "connected, and no answer within a minute");
        }
    }

    /** There is no database to connect to, and the sentence says what to do. */
    public static DatabaseTrial refused(PreconditionException refused) {
        return new DatabaseTrial(
                List.of(
                        Finding.fail(
                                "database",
                                "cannot be used",
                                String.valueOf(refused.getMessage()))),
                false);
    }

    private static DatabaseTrial away(DatabaseAddress address, String reason) {
        return new DatabaseTrial(
                List.of(
                        Finding.fail(
                                "database",
                                address.url() + " does not answer: " + reason,
                                "Start the server, or correct MATCHMILL_DATABASE_URL.")),
                true);
    }

    private static DatabaseTrial examine(
            DatabaseAddress address,
            DatabaseSettings settings,
            DatabaseMigrator migrator,
            Optional<ModelDescription> model,
            Path home,
            Clock clock) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("database", address.toString()));
        try (Connection connection = connect(address, settings)) {
            SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
            findings.addAll(new ServerFacts(source, clock).judge(address, settings, home));
            findings.addAll(
                    new SchemaFacts(source, migrator, new SchemaRights(address))
                            .judge(settings, model));
        } catch (SQLException lost) {
            return away(address, reason(lost));
        }
        return new DatabaseTrial(findings, false);
    }

    private static Connection connect(DatabaseAddress address, DatabaseSettings settings)
            throws SQLException {
        Properties properties = new Properties();
        properties.putAll(ConnectionProperties.of(settings));
        properties.setProperty("user", address.username());
        String password = address.password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(address.url(), properties);
    }

    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message.strip();
    }
}
