package dev.matchmill.jobs.launch;

import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.LocalPostgres.Description;
import dev.matchmill.migrations.server.Profile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The local PostgreSQL. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = {
            "Starts, stops or shows the local PostgreSQL under MATCHMILL_HOME.",
            "Verbs start it by themselves and stop what they started; `start` keeps it running."
        },
        synopsisSubcommandLabel = "(start|stop|status|destroy|dictionary)",
        subcommands = DictionaryCommand.class)
final class DatabaseCommand {

    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts and keeps it.")
    int start(
            @Option(
                            names = "--wal-archive",
                            negatable = true,
                            description =
                                    "archive the write-ahead log under MATCHMILL_HOME from now on,"
                                            + " or not; only when it starts")
                    @Nullable Boolean archive) {
        Description server =
                archive == null
                        ? LocalPostgres.start(Home.path(), Profile.DURABLE, Console::say)
                        : LocalPostgres.start(Home.path(), Profile.DURABLE, archive, Console::say);
        Console.print(describe(server));
        return ExitCode.OK.code();
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops it.")
    int stop() {
        LocalPostgres.stop(Home.path(), Console::say);
        Console.print("stopped");
        return ExitCode.OK.code();
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Says whether it runs and where; exit code 75 when it does not.")
    int status() {
        Optional<Description> running = LocalPostgres.status(Home.path());
        Console.print(running.map(DatabaseCommand::describe).orElse("not running"));
        return running.isPresent() ? ExitCode.OK.code() : ExitCode.TRY_LATER.code();
    }

    @Command(
            name = "destroy",
            mixinStandardHelpOptions = true,
            description = "Stops it and deletes its data; asks for --yes.")
    int destroy(@Option(names = "--yes", description = "yes, delete the data") boolean sure) {
        if (!sure) {
            throw new IllegalUsageException(
                    "this deletes every candidate and posting of the local database: say --yes.");
        }
        LocalPostgres.destroy(Home.path(), Console::say);
        Console.print("destroyed");
        return ExitCode.OK.code();
    }

    private static String describe(Description server) {
        return "running: PostgreSQL "
                + server.version()
                + " with pgvector "
                + server.vectorVersion()
                + " at "
                + server.address().url()
                + " (role "
                + server.address().username()
                + ", password in "
                + Home.path().resolve("postgres")
                + ")"
                + server.archive().map(folder -> ", archives its log in " + folder).orElse("");
    }
}
