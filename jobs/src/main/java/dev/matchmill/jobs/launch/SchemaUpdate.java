package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.MigrationOptions;
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
                .withProgress(Console::say);
    }

    /** A migrator that does as the settings want. */
    static DatabaseMigrator migrator(DatabaseAddress address, DatabaseSettings settings) {
        return new DatabaseMigrator(address, options(address, settings));
    }

    /** Migrates as the owner; repairs nothing. */
    static void run(DatabaseAddress owner, DatabaseSettings settings) {
        DatabaseMigrator migrator = migrator(owner, settings);
        if (migrator.migrate() > 0) {
            warn(migrator);
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
