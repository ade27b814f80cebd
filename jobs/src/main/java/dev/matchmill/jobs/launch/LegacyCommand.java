package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.encryption.DataKeys;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.config.encryption.FieldCipher;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.legacy.Adopted;
import dev.matchmill.jobs.legacy.Adoption;
import dev.matchmill.jobs.legacy.LegacySchema;
import dev.matchmill.jobs.legacy.LegacyWrites;
import dev.matchmill.jobs.recurring.OwnerConnections;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.jobs.run.ExitCode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An old database that was imported. */
@Command(
        name = "legacy",
        mixinStandardHelpOptions = true,
        description = "Takes over what an imported database keeps in plain.",
        synopsisSubcommandLabel = "(adopt)")
final class LegacyCommand {

    @Command(
            name = "adopt",
            mixinStandardHelpOptions = true,
            description = {
                "Takes over the accounts of an old database that was restored into a schema of this"
                        + " one:",
                "tokens of accounts are encrypted, users.clerk_id becomes a sign-in of six months,",
                "password_reset_tokens become void; then the plain columns are dropped. Users are",
                "found by their address. Can be stopped and started again at any time.",
                "Exit code 3 when rows are left since no user has their address."
            })
    int adopt(
            @Option(
                            names = "--schema",
                            required = true,
                            paramLabel = "NAME",
                            description = "where the old tables are, such as legacy")
                    String schema,
            @Option(
                            names = "--cut-over",
                            paramLabel = "DATE",
                            description = "day of the move; default: today")
                    @Nullable LocalDate cutOver,
            @Option(
                            names = "--batch-size",
                            paramLabel = "N",
                            defaultValue = "500",
                            description = "rows of one transaction; default ${DEFAULT-VALUE}")
                    int batchSize,
            @Option(names = "--dry-run", description = "show what is there, change nothing")
                    boolean dryRun,
            @Mixin OutputOption format)
            throws SQLException {
        OutputFormat output = format.tableOrJson();
        if (batchSize < 1) {
            throw new IllegalUsageException("--batch-size must be at least 1.");
        }
        LegacySchema old = schema(schema);
        try (Session session = Session.open(WorkingRole.LOGIN);
                ScopeLock lock =
                        ScopeLock.acquire(
                                session.get(WorkingConnections.class),
                                LegacyWrites.SCOPE,
                                "legacy adopt, process " + ProcessHandle.current().pid())) {
            Adoption adoption =
                    adoption(session, lock, old, Optional.ofNullable(cutOver), batchSize);
            List<Adopted> done = dryRun ? adoption.plan() : adoption.run();
            Console.print(
                    output == OutputFormat.JSON
                            ? Json.pretty().writeValueAsString(done)
                            : table(done));
            boolean isLeft = done.stream().anyMatch(it -> it.unknown() > 0);
            return (isLeft ? ExitCode.REJECTIONS : ExitCode.OK).code();
        }
    }

    private static LegacySchema schema(String name) {
        try {
            return new LegacySchema(name);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalUsageException("--schema: " + wrong.getMessage() + ".");
        }
    }

    private static Adoption adoption(
            Session session,
            ScopeLock lock,
            LegacySchema schema,
            Optional<LocalDate> cutOver,
            int batchSize) {
        JdbcClient jdbc = session.get(JdbcClient.class);
        Transactions transactions = session.get(Transactions.class);
        DataKeys keys =
                DataKeys.open(
                        jdbc,
                        MasterKeys.of(
                                session.get(EncryptionSettings.class), session.address(), jdbc),
                        transactions);
        LocalDate today = LocalDate.ofInstant(session.get(Clock.class).instant(), ZoneOffset.UTC);
        return new Adoption(
                new LegacyWrites(
                        transactions, jdbc, session.get(OwnerConnections.class), lock.fence()),
                schema.require(jdbc),
                new FieldCipher(keys),
                cutOver.orElse(today),
                batchSize);
    }

    private static String table(List<Adopted> done) {
        TextTable table = new TextTable("table", "what", "rows", "no user", "plain columns");
        done.forEach(it ->
                table.row(
                        it.table(),
                        it.what(),
                        it.done(),
                        it.unknown(),
                        it.isPlainGone() ? "gone" : "there"));
        return table.render();
    }
}
