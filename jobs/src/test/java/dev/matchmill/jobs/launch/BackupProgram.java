package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.backup.BackupParts;
import dev.matchmill.jobs.backup.BackupSettings;
import dev.matchmill.jobs.backup.PostgresPrograms;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringParts;
import dev.matchmill.jobs.recurring.RecurringSteps;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.migrations.DatabaseMigrator;
import dev.matchmill.migrations.server.DatabaseAddress;
import dev.matchmill.migrations.server.LocalPostgres;
import dev.matchmill.migrations.server.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Backups on a server of their own, which tests may copy and kill; the clock is moved by tests. */
final class BackupProgram implements AutoCloseable {

    private final Path home;
    private final DatabaseAddress address;
    private final MovableClock clock;
    private final ConfigurableApplicationContext context;

    /**
     * A server with the whole schema.
     *
     * @param home its home folder, which the server's user must reach
     * @param archive whether it archives its log
     */
    static DatabaseAddress server(Path home, boolean archive) {
        DatabaseAddress address =
                LocalPostgres.start(home, Profile.TEST, archive, _ -> {}).address();
        new DatabaseMigrator(address).migrate();
        return address;
    }

    /** Lets the server's user into a folder for the test. */
    static Path open(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder.resolve("home");
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    /** The program on a server; the clock stands at the server's time. */
    BackupProgram(Path home, DatabaseAddress address) {
        this.home = home;
        this.address = address;
        this.clock = new MovableClock(serverTime());
        this.context = start();
    }

    /** As if nothing had been backed up yet; the clock stands at the server's time. */
    void reset() {
        jdbc().sql("DELETE FROM ops.maintenance_findings").update();
        jdbc().sql("DELETE FROM ops.maintenance_runs").update();
        jdbc().sql("DELETE FROM ops.backup_runs").update();
        jdbc().sql("DELETE FROM users").update();
        clock.moveTo(serverTime());
        if (Files.isDirectory(folder())) {
            try (var all = Files.walk(folder())) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException refused) {
                throw new AssertionError(refused);
            }
        }
    }

    /** Runs one job. */
    RunOutcome run(MaintenanceJob job) {
        RecurringSteps maintain = context.getBean(RecurringSteps.class);
        maintain.register(List.of(job));
        Scope scope = Scope.valueOf("MAINTAIN_" + job.duty().frequency().name());
        List<Step> steps = maintain.of(List.of(job), Window.open(clock));
        SimpleJobBuilder batch =
                new JobBuilder(scope.label(), context.getBean(JobRepository.class))
                        .start(steps.getFirst());
        steps.stream().skip(1).forEach(batch::next);
        try {
            return context.getBean(JobRunner.class).run(scope, batch.build(), new RunReport());
        } catch (SQLException away) {
            throw new AssertionError("the database is away", away);
        }
    }

    /** Parts with settings, by their name below {@code matchmill.jobs.backup}. */
    BackupParts parts(Map<String, String> settings) {
        return parts(settings, address);
    }

    /** Parts whose dumps are made as another role. */
    BackupParts parts(Map<String, String> settings, DatabaseAddress owner) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((key, value) -> all.put("matchmill.jobs.backup." + key, value));
        BackupSettings bound =
                new Binder(new MapConfigurationPropertySource(all))
                        .bindOrCreate("matchmill.jobs.backup", BackupSettings.class);
        RecurringParts recurring = context.getBean(RecurringParts.class);
        return new BackupParts(
                new RecurringParts(
                        recurring.writes(),
                        recurring.jdbc(),
                        recurring.dataSource(),
                        () -> owner.unpooled().getConnection(),
                        recurring.privacy(),
                        recurring.json(),
                        home),
                bound,
                owner,
                superuser(address),
                PostgresPrograms.search(bound.programsFolder(), System.getenv("PATH")),
                clock);
    }

    BackupParts parts() {
        return parts(Map.of());
    }

    /** The role that made the cluster. */
    static DatabaseAddress superuser(DatabaseAddress address) {
        return new DatabaseAddress(address.url(), "postgres", address.password(), address.source());
    }

    Path folder() {
        return home.resolve("backups");
    }

    Path home() {
        return home;
    }

    /** Files of backups, whole and unfinished ones, by name. */
    List<String> files() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    /** Open findings as {@code kind object}, sorted. */
    List<String> findings() {
        return rows().texts(
                        "SELECT kind || ' ' || object_name FROM ops.maintenance_findings WHERE"
                                + " resolved_at IS NULL ORDER BY 1");
    }

    Rows rows() {
        return new Rows(jdbc());
    }

    /** As the owner. */
    JdbcClient jdbc() {
        return JdbcClient.create(address.unpooled());
    }

    DatabaseAddress address() {
        return address;
    }

    WorkingConnections connections() {
        return context.getBean(WorkingConnections.class);
    }

    MovableClock clock() {
        return clock;
    }

    /** Adds people of that name. */
    void people(String name, int count) {
        jdbc().sql(
                        """
                        INSERT INTO users (email, full_name, role)
                        SELECT :name || i || '@example.org', 'A person', 'candidate'
                        FROM generate_series(1, :count) i
                        """)
                .param("name", name)
                .param("count", count)
                .update();
    }

    /**
     * Ends the piece of the log in work, as archive_timeout does, and waits until it is archived.
     */
    void archive() {
        JdbcClient superuser = JdbcClient.create(BackupProgram.superuser(address).unpooled());
        String piece =
                superuser
                        .sql("SELECT pg_walfile_name(pg_switch_wal())")
                        .query(String.class)
                        .single();
        Waiting.until(
                piece + " is archived",
                () -> Files.exists(home.resolve("postgres/archive").resolve(piece)));
    }

    /** The server's time. */
    OffsetDateTime now() {
        return jdbc().sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single();
    }

    /** The only base backup there is. */
    String baseName() {
        List<String> bases =
                files().stream()
                        .filter(name -> name.startsWith("base-") && !name.endsWith(".json"))
                        .toList();
        if (bases.size() != 1) {
            throw new AssertionError("not one base backup: " + bases);
        }
        return bases.getFirst();
    }

    void stop() {
        context.getBean(StopRequest.class).stop();
    }

    /** The one that serves this home's server, if it runs. */
    Optional<ProcessHandle> postmaster() {
        try {
            Path file = home.resolve("postgres/run/data/postmaster.pid");
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private Instant serverTime() {
        return jdbc().sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private ConfigurableApplicationContext start() {
        Map<String, Object> properties = new HashMap<>();
        String password = address.password();
        properties.put("matchmill.database.url", address.url());
        properties.put("matchmill.database.username", address.username());
        properties.put("matchmill.database.password", password == null ? "" : password);
        properties.put("spring.main.allow-bean-definition-overriding", true);
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.main.log-startup-info", false);
        properties.put("spring.config.location", "optional:classpath:/none/");
        ApplicationContextInitializer<GenericApplicationContext> moved =
                fresh ->
                        fresh.addBeanFactoryPostProcessor(beans -> {
                            ((BeanDefinitionRegistry) beans).removeBeanDefinition("clock");
                            beans.registerSingleton("clock", clock);
                        });
        return new SpringApplicationBuilder(ProgramConfiguration.class, QuietParts.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .initializers(
                        moved,
                        program ->
                                Session.provide(
                                        program, DatabaseAccess.of(address), WorkingRole.BATCH))
                .registerShutdownHook(false)
                .run();
    }
}
