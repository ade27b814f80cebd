package dev.matchmill.config.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How connections for work are opened, pooled or not: stepped down into the role of the work, and
 * with its time limits. The limits come from the settings, because those of a group role reach only
 * who logs in as it.
 *
 * @param role as whom they work
 */
public record WorkingConnections(DatabaseSettings settings, WorkingRole role) {

    /** The first statements of each connection. */
    String firstStatements() {
        String stepDown = role == WorkingRole.LOGIN ? "" : "SET ROLE " + role.label() + "; ";
        return stepDown
                + "SET statement_timeout = '"
                + settings.statementTimeout().toMillis()
                + "ms'; SET lock_timeout = '"
                + settings.lockTimeout().toMillis()
                + "ms'; SET idle_in_transaction_session_timeout = '30s'";
    }

    /**
     * Opens one connection outside the pool; the caller closes it.
     *
     * @throws SQLException when the database is away or the login may not step down
     */
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(ConnectionProperties.of(settings));
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        Connection connection = DriverManager.getConnection(settings.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(firstStatements());
            return connection;
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }
}
