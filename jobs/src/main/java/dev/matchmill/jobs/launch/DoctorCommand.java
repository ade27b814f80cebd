package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.encryption.EncryptionSettings;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.jobs.backup.BackupSettings;
import dev.matchmill.jobs.backup.PostgresPrograms;
import dev.matchmill.jobs.doctor.BackupTrial;
import dev.matchmill.jobs.doctor.DatabaseTrial;
import dev.matchmill.jobs.doctor.Diagnosis;
import dev.matchmill.jobs.doctor.EncryptionKeys;
import dev.matchmill.jobs.doctor.Finding;
import dev.matchmill.jobs.doctor.Machine;
import dev.matchmill.jobs.doctor.ModelTrial;
import dev.matchmill.jobs.doctor.ParserTrial;
import dev.matchmill.jobs.doctor.Verdict;
import dev.matchmill.jobs.run.ExitCode;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import dev.matchmill.readers.sandbox.SandboxSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether the machine, the database and the model are fit. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Checks machine, configuration, model, parser and database.",
            "Says how to cure what it finds; changes nothing. Exit code 78 when something fails, 75"
                    + " when",
            "only the database does not answer."
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin private OutputOption format = new OutputOption();

    @Override
    public Integer call() throws IOException {
        OutputFormat output = format.tableOrJson();
        Diagnosis diagnosis = examine();
        Console.print(
                output == OutputFormat.JSON
                        ? Json.pretty().writeValueAsString(diagnosis.findings())
                        : diagnosis.toTable());
        return exitCode(diagnosis).code();
    }

    static ExitCode exitCode(Diagnosis diagnosis) {
        if (diagnosis.count(Verdict.FAIL) == 0) {
            return ExitCode.OK;
        }
        return diagnosis.onlyWaits() ? ExitCode.TRY_LATER : ExitCode.PRECONDITION;
    }

    private static Diagnosis examine() throws IOException {
        List<Finding> findings = new ArrayList<>(Machine.examine(Home.path()));
        String file =
                Objects.requireNonNullElse(System.getenv("MATCHMILL_CONFIG"), "the one that ships");
        Settings settings;
        try {
            settings = Settings.load();
        } catch (SettingsException | BindException broken) {
            findings.add(Machine.brokenConfiguration(file, Failure.of(broken).sentence()));
            return new Diagnosis(findings, false);
        }
        findings.add(Machine.readableConfiguration(file));
        findings.add(ParserTrial.run(settings.get(SandboxSettings.class)));
        ModelTrial model = ModelTrial.run(settings.get(ModelSettings.class), Home.path());
        findings.add(model.finding());
        DatabaseTrial database = database(settings, model.model());
        findings.addAll(database.findings());
        return new Diagnosis(findings, database.away());
    }

    private static DatabaseTrial database(Settings all, Optional<ModelDescription> model) {
        DatabaseSettings settings = all.get(DatabaseSettings.class);
        try {
            if (!settings.url().isBlank()) {
                return database(DatabaseAccess.of(settings).login(), all, model);
            }
            try (LocalPostgres server =
                    LocalPostgres.join(Home.path(), Profile.DURABLE, Console::say)) {
                return database(server.address(), all, model);
            }
        } catch (PreconditionException refused) {
            return DatabaseTrial.refused(refused);
        }
    }

    private static DatabaseTrial database(
            DatabaseAddress address, Settings all, Optional<ModelDescription> model) {
        DatabaseTrial trial =
                DatabaseTrial.run(
                        address,
                        all.get(DatabaseSettings.class),
                        model,
                        Home.path(),
                        Clock.systemUTC());
        return trial.isCurrent() ? trial.and(keys(address, all)).and(backups(address, all)) : trial;
    }

    private static Finding backups(DatabaseAddress address, Settings all) {
        JdbcClient jdbc = JdbcClient.create(address.unpooled());
        return BackupTrial.run(jdbc, whyNoDump(jdbc, all), Clock.systemUTC());
    }

    private static Optional<String> whyNoDump(JdbcClient jdbc, Settings all) {
        int server =
                jdbc.sql("SELECT current_setting('server_version_num')::int / 10000")
                        .query(Integer.class)
                        .single();
        try {
            PostgresPrograms.search(
                            all.get(BackupSettings.class).programsFolder(),
                            Objects.requireNonNullElse(System.getenv("PATH"), ""))
                    .require("pg_dump", server);
            return Optional.empty();
        } catch (PreconditionException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
    }

    private static Finding keys(DatabaseAddress address, Settings all) {
        EncryptionSettings encryption = all.get(EncryptionSettings.class);
        JdbcClient jdbc = JdbcClient.create(address.unpooled());
        return EncryptionKeys.examine(
                jdbc,
                encryption.isGiven(),
                () -> MasterKeys.of(encryption, address, jdbc),
                MasterKeys.file(encryption, address));
    }
}
