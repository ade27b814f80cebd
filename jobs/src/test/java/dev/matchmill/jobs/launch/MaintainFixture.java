package dev.matchmill.jobs.launch;

import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.jobs.maintain.MaintenanceJobs;
import dev.matchmill.jobs.recurring.Duty;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringSteps;
import dev.matchmill.jobs.recurring.Tally;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.run.StopRequest;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recurring jobs on a database of their own, with a clock that a test moves. */
final class MaintainFixture implements AutoCloseable {

    private final TestDatabase database;
    private final MovableClock clock;
    private final ConfigurableApplicationContext context;

    private MaintainFixture(TestDatabase database, Map<String, String> settings) {
        this.database = database;
        this.clock = new MovableClock(serverTime(database));
        this.context = start(settings);
    }

    /** On a fresh database; the clock stands at the server's time. */
    static MaintainFixture open(Map<String, String> settings) {
        return new MaintainFixture(TestDatabase.create(), settings);
    }

    static MaintainFixture open() {
        return open(Map.of());
    }

    /** On a database with rows, which is closed with the fixture. */
    static MaintainFixture on(TestDatabase database) {
        return new MaintainFixture(database, Map.of());
    }

    /** Runs jobs of one frequency, by name or number. */
    RunOutcome run(String... names) {
        return run(Window.open(clock), names);
    }

    RunOutcome run(Window window, String... names) {
        List<MaintenanceJob> jobs = jobs(names);
        return run(jobs, get(RecurringSteps.class).of(jobs, window));
    }

    /** Runs one job as the verb that is for it alone. */
    RunOutcome ask(String name) {
        List<MaintenanceJob> jobs = jobs(name);
        return run(jobs, get(RecurringSteps.class).asked(jobs.getFirst(), Window.open(clock)));
    }

    private RunOutcome run(List<MaintenanceJob> jobs, List<Step> steps) {
        get(RecurringSteps.class).register(jobs);
        Scope scope = Scope.valueOf("MAINTAIN_" + jobs.getFirst().duty().frequency().name());
        SimpleJobBuilder job =
                new JobBuilder(scope.label(), get(JobRepository.class)).start(steps.getFirst());
        steps.stream().skip(1).forEach(job::next);
        try {
            return get(JobRunner.class).run(scope, job.build(), new RunReport());
        } catch (SQLException away) {
            throw new AssertionError("the database is away", away);
        }
    }

    /** What a run would do now. */
    Tally plan(String name) {
        try {
            Map<Duty, Tally> plan = get(RecurringSteps.class).plan(jobs(name));
            return plan.values().iterator().next();
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }

    List<MaintenanceJob> jobs(String... names) {
        List<String> wanted = List.of(names);
        return get(MaintenanceJobs.class).all().stream()
                .filter(job ->
                        wanted.contains(job.duty().name()) || wanted.contains(job.duty().id()))
                .toList();
    }

    /** What the last run of a job counted: {@code affected}, {@code held} or {@code noted}. */
    long counted(String job, String part, String what) {
        return jdbc().sql(
                        """
                        SELECT coalesce((summary::jsonb -> :part ->> :what)::bigint, 0)
                        FROM ops.maintenance_runs
                        WHERE job_name = :job
                        ORDER BY id DESC
                        LIMIT 1
                        """)
                .param("job", job)
                .param("part", part)
                .param("what", what)
                .query(Long.class)
                .single();
    }

    /** Open findings as {@code kind object}, sorted. */
    List<String> findings() {
        return rows().texts(
                        "SELECT kind || ' ' || object_name FROM ops.maintenance_findings WHERE"
                                + " resolved_at IS NULL ORDER BY 1");
    }

    List<String> findings(String kind) {
        return findings().stream().filter(it -> it.startsWith(kind + " ")).toList();
    }

    void execute(String sql) {
        jdbc().sql(sql).update();
    }

    long count(String from) {
        return rows().count(from);
    }

    Rows rows() {
        return new Rows(jdbc());
    }

    /** As the owner, who sees and may do everything; the program itself has stepped down. */
    JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    MovableClock clock() {
        return clock;
    }

    TestDatabase database() {
        return database;
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    void stop() {
        get(StopRequest.class).stop();
    }

    WorkingConnections connections() {
        return get(WorkingConnections.class);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    private static Instant serverTime(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private ConfigurableApplicationContext start(Map<String, String> settings) {
        Map<String, Object> properties = new HashMap<>(settings);
        String password = database.address().password();
        properties.put("matchmill.database.url", database.address().url());
        properties.put("matchmill.database.username", database.address().username());
        properties.put("matchmill.database.password", password == null ? "" : password);
        properties.putIfAbsent(
                "matchmill.jobs.backup.folder",
                Path.of("target", "backups", database.address().database())
                        .toAbsolutePath()
                        .toString());
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
                                        program,
                                        DatabaseAccess.of(database.address()),
                                        WorkingRole.BATCH))
                .registerShutdownHook(false)
                .run();
    }
}
