package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.encryption.MasterKey;
import dev.matchmill.jobs.keys.DestroyKey;
import dev.matchmill.jobs.keys.KeyListing;
import dev.matchmill.jobs.keys.Rotation;
import dev.matchmill.jobs.run.ExitCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The keys of encrypted values. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, rotates, wraps anew or destroys the keys of encrypted values.",
            "The master key comes from matchmill.encryption.master-key-file or",
            "MATCHMILL_ENCRYPTION_MASTER_KEY; a local database has its own in MATCHMILL_HOME."
        },
        synopsisSubcommandLabel = "(list|rotate|rewrap|destroy)")
final class KeysCommand {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All keys with their age, encryptions and the rows that use them.")
    int list(@Mixin OutputOption format) {
        OutputFormat output = format.tableOrJson();
        try (Session session = Session.open(WorkingRole.PRIVACY)) {
            List<KeyListing.Line> lines =
                    new KeyListing(session.get(JdbcClient.class), session.get(Clock.class)).lines();
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(lines)
                            : KeyListing.table(lines));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a new key for each table that has one, and re-encrypts its rows in batches.",
                "What a killed rotation left is finished first, and then no further key is made.",
                "Exit code 3 when rows cannot be read, 75 when others are writing some."
            })
    int rotate(
            @Option(
                            names = "--table",
                            paramLabel = "NAME",
                            description = "only this one, such as public.interviews; repeatable")
                    List<String> tables,
            @Option(
                            names = "--older-than",
                            paramLabel = "TIME",
                            defaultValue = "0s",
                            description = "leave younger keys alone, such as 90d")
                    String age,
            @Option(
                            names = "--batch-size",
                            paramLabel = "N",
                            defaultValue = "500",
                            description = "rows of one transaction; default ${DEFAULT-VALUE}")
                    int batchSize,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        if (batchSize < 1) {
            throw new IllegalUsageException("--batch-size must be at least 1.");
        }
        Duration minimum = duration(age);
        try (Session session = Session.open(WorkingRole.PRIVACY);
                KeyWork work = KeyWork.begin(session, "keys rotate")) {
            List<Rotation> done =
                    work.rotate(tables == null ? List.of() : tables, minimum, batchSize);
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(done)
                            : KeySentences.of(done));
            return KeySentences.exitCode(done).code();
        }
    }

    @Command(
            name = "rewrap",
            mixinStandardHelpOptions = true,
            description = {
                "Wraps all data keys by a new master key; no encrypted value is touched.",
                "Afterwards put the new one in place of the old one, and destroy the old one."
            })
    int rewrap(
            @Option(
                            names = "--new-key-file",
                            required = true,
                            paramLabel = "FILE",
                            description = "32 bytes in Base64, as `openssl rand -base64 32` prints")
                    Path file)
            throws SQLException {
        MasterKey successor = MasterKey.ofFile(file);
        try (Session session = Session.open(WorkingRole.PRIVACY);
                KeyWork work = KeyWork.begin(session, "keys rewrap")) {
            Console.print(KeySentences.rewrapped(work.rewrap(successor), file));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "destroy",
            mixinStandardHelpOptions = true,
            description = {
                "Destroys a data key: what it protects cannot be read any more.",
                "Refused while it encrypts or rows name it, unless --in-use says that this is"
                        + " meant.",
                "Backups still hold it, wrapped: `keys rewrap` and destroying the old master key"
                        + " end that."
            })
    int destroy(
            @Parameters(paramLabel = "KEY", description = "id as `keys list` prints it") String id,
            @Option(names = "--in-use", description = "yes, although it is used") boolean inUse)
            throws SQLException {
        try (Session session = Session.open(WorkingRole.PRIVACY);
                KeyWork work = KeyWork.begin(session, "keys destroy")) {
            DestroyKey.End end = work.destroy(id, inUse);
            Console.print(KeySentences.of(id, end));
        }
        return ExitCode.OK.code();
    }

    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalUsageException("--older-than must be a time such as 90d.");
        }
    }
}
