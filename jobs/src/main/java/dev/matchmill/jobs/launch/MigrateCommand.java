package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The schema up to date. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Brings the schema up to date; run it as the schema's owner.")
final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        DatabaseSettings database = Settings.load().get(DatabaseSettings.class);
        int applied;
        if (database.url().isBlank()) {
            try (LocalPostgres server =
                    LocalPostgres.join(Home.path(), Profile.DURABLE, Console::say)) {
                applied = new DatabaseMigrator(server.address()).migrate();
            }
        } else {
            applied = new DatabaseMigrator(DatabaseAccess.of(database).owner()).migrate();
        }
        Console.print(
                applied == 0 ? "the schema is up to date" : applied + " migrations were applied");
        return ExitCode.OK.code();
    }
}
