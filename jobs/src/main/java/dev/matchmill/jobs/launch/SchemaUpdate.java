package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.MigrationOptions;
import dev.matchmill.migrations.MigrationSteps;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.VectorVersion;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.DatabaseSource;

/** The schema up to date before a verb begins. */
final class SchemaUpdate {

    private SchemaUpdate() {}

    /** How the settings want a database migrated. */
    static MigrationOptions options(DatabaseAddress address, DatabaseSettings settings) {
        return MigrationOptions.usual()
                .withProduction(address.source() == DatabaseSource.GIVEN && settings.production())
                .withSilence(settings.socketTimeout())
                .withProgress(Console::say);
    }

    /** A migrator that does as the settings want. */
    static DatabaseMigrator migrator(DatabaseAddress address, DatabaseSettings settings) {
        return new DatabaseMigrator(address, options(address, settings));
    }

    /** Migrates; repairs nothing. */
    static void migrate(DatabaseAddress owner, DatabaseSettings settings) {
        DatabaseMigrator migrator = migrator(owner, settings);
        if (migrator.migrate() > 0) {
            warn(migrator);
        }
    }

    /**
     * Makes sure that nothing is left to migrate or to repair.
     *
     * @throws PreconditionException that says who must do what
     */
    static void requireCurrent(DatabaseAddress address, DatabaseSettings settings) {
        MigrationSteps behind = migrator(address, settings).plan();
        if (!behind.repairs().isEmpty()) {
            throw new PreconditionException(
                    "The schema needs a repair: "
                            + behind.repairs().getFirst().sentence()
                            + "; run ./matchmill migrate as the schema's owner.");
        }
        if (!behind.migrations().isEmpty()) {
            throw new PreconditionException(
                    "The schema is behind this program by "
                            + behind.migrations().size()
                            + " migrations: run ./matchmill migrate as the schema's owner, or name"
                            + " the owner by matchmill.database.owner-username and"
                            + " MATCHMILL_DATABASE_OWNER_PASSWORD.");
        }
    }

    /** Says, where no real data can be lost, that the extension is not one for real data. */
    static void warn(DatabaseMigrator migrator) {
        String vector = migrator.serverVersions().vector();
        if (vector != null && !new VectorVersion(vector).isAtLeast(VectorVersion.SAFE)) {
            Console.say(
                    "pgvector "
                            + vector
                            + " is fine for trying out; production needs "
                            + VectorVersion.SAFE
                            + " or newer, since a vacuum can corrupt HNSW indexes of older ones");
        }
    }
}
