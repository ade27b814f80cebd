package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.RoleStanding;
import dev.matchmill.migrations.SchemaRights;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * One database, and who goes there.
 *
 * @param login who connects for work
 * @param owner who migrates; the login, unless the settings name another
 */
record DatabaseAccess(DatabaseAddress login, DatabaseAddress owner) {

    /** Of a database that one role works in and owns. */
    static DatabaseAccess of(DatabaseAddress address) {
        return new DatabaseAccess(address, address);
    }

    /**
     * Of the database that the settings name.
     *
     * @throws PreconditionException when the address or a password file cannot be read
     */
    static DatabaseAccess of(DatabaseSettings database) {
        DatabaseAddress login =
                address(
                        database,
                        database.username(),
                        database.password(),
                        database.passwordFile());
        if (database.ownerUsername().isBlank()) {
            return of(login);
        }
        return new DatabaseAccess(
                login,
                address(
                        database,
                        database.ownerUsername(),
                        database.ownerPassword(),
                        database.ownerPasswordFile()));
    }

    /**
     * Brings the schema up to date where that is wanted and possible, and makes sure that the login
     * may work as the role.
     *
     * @throws PreconditionException when the schema is behind or the login may not
     */
    void prepare(DatabaseSettings settings, WorkingRole role) {
        // Before anything else, so that a wrong password or a missing database is called that.
        SchemaUpdate.migrator(login, settings).requireUsableServer();
        SchemaRights rights = new SchemaRights(login);
        if (settings.migrate() && mayMigrate(settings)) {
            SchemaUpdate.migrate(owner, settings);
        } else {
            if (rights.standing(role.label()) == RoleStanding.STRANGER) {
                rights.requireMember(role.label());
            }
            requireCurrentSchema(settings);
        }
        if (role != WorkingRole.LOGIN) {
            rights.requireMember(role.label());
        }
    }

    private boolean mayMigrate(DatabaseSettings settings) {
        if (!owner.equals(login)) {
            SchemaUpdate.migrator(owner, settings).requireUsableServer();
        }
        return new SchemaRights(owner).mayMigrate();
    }

    private void requireCurrentSchema(DatabaseSettings settings) {
        try {
            SchemaUpdate.requireCurrent(owner, settings);
        } catch (FlywayException unreadable) {
            throw new PreconditionException(
                    "The schema's history cannot be read by "
                            + owner.username()
                            + ": make it a member of ats_batch (GRANT ats_batch TO "
                            + owner.username()
                            + "), or let the owner run ./matchmill migrate first.",
                    unreadable);
        }
    }

    private static DatabaseAddress address(
            DatabaseSettings database, String username, String password, String passwordFile) {
        return DatabaseAddress.parse(
                database.url(),
                username.isBlank() ? null : username,
                passwordFile.isBlank() ? password.isBlank() ? null : password : read(passwordFile));
    }

    private static @Nullable String read(String passwordFile) {
        try {
            return Files.readString(Path.of(passwordFile)).strip();
        } catch (IOException unreadable) {
            throw new PreconditionException(
                    "The password file " + passwordFile + " cannot be read.", unreadable);
        }
    }
}
