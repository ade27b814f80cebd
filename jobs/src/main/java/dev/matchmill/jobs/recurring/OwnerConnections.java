package dev.matchmill.jobs.recurring;

import dev.matchmill.config.database.ConnectionProperties;
import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Connections of the role that owns the schema, outside the pool and outside transactions: VACUUM,
 * REINDEX, DETACH and REFRESH are the owner's. The jobs' own role does everything else.
 */
@FunctionalInterface
public interface OwnerConnections {

    /** Opens one, with its limits set; the caller closes it. */
    Connection open() throws SQLException;

    /**
     * As the role that owns the schema.
     *
     * @param owner where it is, and who it is
     */
    static OwnerConnections of(DatabaseSettings settings, DatabaseAddress owner) {
        Properties properties = new Properties();
        properties.putAll(ConnectionProperties.of(settings));
        String password = owner.password();
        properties.setProperty("user", owner.username());
        properties.setProperty("password", password == null ? "" : password);
        // A silent server can't be told from a long vacuum here; OwnerSession asks it elsewhere.
        properties.setProperty("socketTimeout", "0");
        return () -> {
            Connection connection = DriverManager.getConnection(owner.url(), properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "SET lock_timeout = '5s'; SET statement_timeout = 0; SET ats.actor_type ="
                                + " 'batch'");
                return connection;
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        };
    }
}
