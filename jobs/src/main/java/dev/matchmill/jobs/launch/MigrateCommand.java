package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.Migration;
import dev.matchmill.migrations.MigrationSteps;
import dev.matchmill.migrations.Repair;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The schema up to date. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the schema up to date; run it as the schema's owner.",
            "First repairs what an interrupted migration or index build left. Exit code 75 when"
                    + " somebody",
            "holds a table for longer than the lock timeout: it says who; then nothing is changed."
        })
final class MigrateCommand implements Callable<Integer> {

    @Option(
            names = "--dry-run",
            description = "show what would be repaired and run; change nothing")
    private boolean dryRun;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            description =
                    "how long to wait for a lock, such as 10m (a concurrent index build waits"
                            + " without blocking others); default ${DEFAULT-VALUE}")
    private String lockTimeout = "5s";

    @Option(names = "--output", paramLabel = "FORMAT", description = "table or json")
    private OutputFormat output = OutputFormat.TABLE;

    /** What is printed as JSON. */
    record Outcome(boolean dryRun, List<Repair> repairs, List<Migration> migrations) {}

    @Override
    public Integer call() {
        output.requireOneOf(OutputFormat.TABLE, OutputFormat.JSON);
        Duration patience = patience();
        DatabaseSettings database = Settings.load().get(DatabaseSettings.class);
        if (database.url().isBlank()) {
            try (LocalPostgres server =
                    LocalPostgres.join(Home.path(), Profile.DURABLE, Console::say)) {
                migrate(server.address(), database, patience);
            }
        } else {
            migrate(DatabaseAccess.of(database).owner(), database, patience);
        }
        return ExitCode.OK.code();
    }

    private void migrate(DatabaseAddress address, DatabaseSettings database, Duration patience) {
        DatabaseMigrator migrator =
                new DatabaseMigrator(
                        address, SchemaUpdate.options(address, database).withLockTimeout(patience));
        MigrationSteps steps = dryRun ? migrator.plan() : migrator.repairAndMigrate();
        if (!dryRun && !steps.migrations().isEmpty()) {
            SchemaUpdate.warn(migrator);
        }
        Console.print(
                output == OutputFormat.JSON
                        ? Json.pretty()
                                .writeValueAsString(
                                        new Outcome(dryRun, steps.repairs(), steps.migrations()))
                        : text(steps, dryRun));
    }

    static String text(MigrationSteps steps, boolean dryRun) {
        if (steps.isEmpty()) {
            return "the schema is up to date";
        }
        TextTable table = new TextTable("step", "what", "in transaction");
        steps.repairs().forEach(repair -> table.row("repair", repair.sentence(), "no"));
        steps.migrations()
                .forEach(migration ->
                        table.row(
                                "migrate",
                                "V" + migration.version() + " " + migration.description(),
                                migration.inTransaction() ? "yes" : "no"));
        return table.render()
                + "\n"
                + "%d repairs and %d migrations %s\n"
                        .formatted(
                                steps.repairs().size(),
                                steps.migrations().size(),
                                dryRun ? "would run; nothing was changed" : "were applied");
    }

    private Duration patience() {
        try {
            Duration patience = DurationStyle.detectAndParse(lockTimeout);
            if (patience.compareTo(Duration.ofMillis(100)) >= 0
                    && patience.compareTo(Duration.ofDays(1)) <= 0) {
                return patience;
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below, together with what is out of bounds.
        }
        throw new IllegalUsageException(
                "--lock-timeout must be a time from 100ms to 1d, such as 5s or 10m; it is '"
                        + lockTimeout
                        + "'.");
    }
}
