package dev.matchmill.config.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the program reaches its database.
 *
 * @param url JDBC address; empty: the launcher starts the local cluster and fills it in
 * @param username role that logs in; it steps down into the one that each verb needs
 * @param password its password; from the environment or a file only, never from a committed file
 * @param passwordFile file that holds the password, instead of {@code password}
 * @param poolSize connections a process may hold; the sum over processes stays below the server's
 *     max_connections − 10
 * @param connectTimeout for a new connection
 * @param socketTimeout silence after which a connection counts as dead; longer than any statement
 * @param statementTimeout for one statement of a batch step
 * @param lockTimeout for waiting on a row or table
 * @param stepDown whether connections work as a service role instead of with all the login's rights
 * @param ownerUsername role that migrates, where the one that logs in doesn't own the schema
 * @param ownerPassword its password; from the environment or a file only
 * @param ownerPasswordFile file that holds it, instead of {@code ownerPassword}
 * @param migrate whether verbs bring the schema up to date before they start
 * @param production whether a database that is named by its URL holds real data, which a release of
 *     pgvector that can lose some must not touch
 */
@ConfigurationProperties(prefix = "matchmill.database", ignoreUnknownFields = false)
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("8") int poolSize,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("90s") Duration socketTimeout,
        @DefaultValue("60s") Duration statementTimeout,
        @DefaultValue("5s") Duration lockTimeout,
        @DefaultValue("true") boolean stepDown,
        @DefaultValue("") String ownerUsername,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("") String ownerPasswordFile,
        @DefaultValue("true") boolean migrate,
        @DefaultValue("true") boolean production) {

    public DatabaseSettings {
        if (poolSize < 2) {
            throw new IllegalArgumentException("matchmill.database.pool-size must be at least 2");
        }
        if (ownerUsername.isBlank() && !(ownerPassword + ownerPasswordFile).isBlank()) {
            throw new IllegalArgumentException(
                    "matchmill.database.owner-password is given, and no owner-username that it"
                            + " belongs to");
        }
        if (socketTimeout.compareTo(statementTimeout) <= 0) {
            throw new IllegalArgumentException(
                    "matchmill.database.socket-timeout must be longer than statement-timeout, or a"
                            + " slow statement looks like a dead network");
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[poolSize=" + poolSize + ", migrate=" + migrate + "]";
    }
}
