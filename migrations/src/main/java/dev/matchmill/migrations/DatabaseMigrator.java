package dev.matchmill.migrations;

import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the schema of one database up to date. The migrations lie on the class path under {@code
 * db/migration}; what has run stands in {@code public.flyway_schema_history}. Several processes may
 * migrate at once: one does it, the others wait.
 *
 * <p>All methods throw {@link PreconditionException} if the server or the schema in it is none that
 * this program can work with.
 */
public final class DatabaseMigrator {

    private final DatabaseAddress address;
    private final Flyway flyway;
    private final SchemaChecks checks;

    /** A migrator for one database; connects only when asked for something. */
    public DatabaseMigrator(DatabaseAddress address) {
        this.address = address;
        this.checks = new SchemaChecks(address);
        this.flyway =
                Flyway.configure()
                        .loggers(QuietFlywayLog.class.getName())
                        .dataSource(address.unpooled())
                        .defaultSchema("public")
                        .locations("classpath:db/migration")
                        .failOnMissingLocations(true)
                        .validateMigrationNaming(true)
                        // A lock that is not there within 5 s is better tried again later; an index
                        // build may take as long as it needs.
                        .initSql("SET lock_timeout = '5s'; SET statement_timeout = 0")
                        // Asked once a second: another program may be building an index.
                        .lockRetryCount(600)
                        // A transaction that holds Flyway's lock would make CREATE INDEX
                        // CONCURRENTLY wait for ever.
                        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                        .load();
    }

    /**
     * Runs what has not run yet.
     *
     * @return how many migrations ran; 0 when the schema was up to date
     */
    public int migrate() {
        checks.requireUsableServer();
        requireKnownSchema();
        int applied;
        try {
            applied = flyway.migrate().migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new PreconditionException(
                    "The schema in database "
                            + address.database()
                            + " was made by other migrations than those of this program; use the"
                            + " program that made it, or an empty database.",
                    e);
        }
        checks.requireValidIndexes();
        return applied;
    }

    /**
     * Makes sure that the server can be reached and is one to work with.
     *
     * @throws DatabaseAccessException when it is away
     */
    public void requireUsableServer() {
        checks.requireUsableServer();
    }

    /** The scripts that have not run yet, in their order; empty when the schema is up to date. */
    public List<String> pending() {
        checks.requireUsableServer();
        requireKnownSchema();
        return Arrays.stream(flyway.info().pending()).map(MigrationInfo::getScript).toList();
    }

    /** What runs there. */
    public ServerVersions serverVersions() {
        return checks.versions();
    }

    /** Names of the service roles that do not exist in this cluster: they have no grants. */
    public List<String> missingRoles() {
        return checks.missingRoles();
    }

    /** Names of the indexes that an interrupted build left invalid; one being built is none. */
    public List<String> invalidIndexes() {
        return checks.invalidIndexes();
    }

    /** All migrations with their checksums, as one text: changes when any of them does. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (MigrationInfo migration : flyway.info().all()) {
            text.append(migration.getScript()).append(migration.getChecksum()).append('\n');
        }
        return text.toString();
    }

    private void requireKnownSchema() {
        for (MigrationInfo migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new PreconditionException(
                        "Database "
                                + address.database()
                                + " was migrated by a newer Matchmill (migration "
                                + migration.getVersion()
                                + "); use that version of the program.");
            }
        }
    }
}
