package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.dictionary.DataDictionary;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The schema for people to read. */
@Command(
        name = "dictionary",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the data dictionary of the schema.",
            "Tables, columns and their classification, keys, indexes and their readers, enum types,"
                    + " functions, and entity diagrams. Reads the catalogue of the database and no"
                    + " personal data."
        })
final class DictionaryCommand implements Callable<Integer> {

    private enum Format {
        HTML,
        MARKDOWN;
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "where to write it; default standard output")
    private @Nullable Path file;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "html (one page that loads nothing) or markdown; default html")
    private Format output = Format.HTML;

    @Override
    public Integer call() {
        DataDictionary dictionary = read(Settings.load().get(DatabaseSettings.class));
        String text =
                switch (output) {
                    case HTML -> dictionary.html();
                    case MARKDOWN -> dictionary.markdown();
                };
        if (file == null) {
            Console.print(text);
        } else {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new PreconditionException("The file " + file + " cannot be written.", e);
            }
        }
        return ExitCode.OK.code();
    }

    private static DataDictionary read(DatabaseSettings database) {
        if (!database.url().isBlank()) {
            return DataDictionary.of(DatabaseAccess.of(database).login());
        }
        try (LocalPostgres server =
                LocalPostgres.join(Home.path(), Profile.DURABLE, Console::say)) {
            new DatabaseMigrator(server.address()).migrate();
            return DataDictionary.of(server.address());
        }
    }
}
