package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.jobs.embed.EmbedSteps;
import dev.matchmill.jobs.ingest.IngestPlan;
import dev.matchmill.jobs.ingest.IngestSteps;
import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.match.MatchSteps;
import dev.matchmill.jobs.posting.ImportSteps;
import dev.matchmill.jobs.recurring.MaintenanceJob;
import dev.matchmill.jobs.recurring.RecurringSteps;
import dev.matchmill.jobs.recurring.Window;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.vocabulary.ImportedVocabulary;
import dev.matchmill.jobs.vocabulary.SkillRegister;
import dev.matchmill.jobs.vocabulary.VocabularySteps;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import dev.matchmill.readers.vocabulary.VocabularyFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The program on a database and a home of its own, with a model without weights. Every execution's
 * books are checked against each other before a test sees it.
 */
final class PipelineFixture implements AutoCloseable {

    static final String ORGANIZATION = "Harbour Works";

    private final TestDatabase database;
    private final Path home;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HashingEmbeddingModel model = new HashingEmbeddingModel();
    private ConfigurableApplicationContext context;
    private volatile Runnable beforeEachParse = () -> {};
    private volatile UnaryOperator<EmbeddingModel> watched = model -> model;
    private volatile String unreadable = "nothing";

    private PipelineFixture(TestDatabase database, Path home) {
        this.database = database;
        this.home = home;
        this.context = start(database);
    }

    /** A fresh database, and a home below the folder. */
    static PipelineFixture in(Path folder) {
        return new PipelineFixture(TestDatabase.create(), folder.resolve("home"));
    }

    /** Puts a model around the one without weights. */
    void watchModel(UnaryOperator<EmbeddingModel> around) {
        watched = around;
    }

    RunOutcome importPostings(Path feed) {
        return importPostings(feed, ORGANIZATION);
    }

    RunOutcome importPostings(Path feed, String organization) {
        RunReport report = new RunReport();
        SkillVocabulary vocabulary = vocabulary();
        List<Step> steps =
                get(ImportSteps.class)
                        .of(feed, organization, vocabulary, matcher(vocabulary), report);
        return execute("import", Scope.IMPORT, steps, report);
    }

    RunOutcome importVocabulary(Path file, String version) {
        RunReport report = new RunReport();
        VocabularySteps.Edition edition =
                new VocabularySteps.Edition(VocabularyFile.recognize(file), version);
        List<Step> steps = get(VocabularySteps.class).of(List.of(edition), ORGANIZATION, report);
        return execute("import", Scope.IMPORT, steps, report);
    }

    private SkillVocabulary vocabulary() {
        SkillVocabulary whole = get(ImportedVocabulary.class).beside(get(SkillVocabulary.class));
        get(SkillRegister.class).add(whole);
        return whole;
    }

    private SkillMatcher matcher(SkillVocabulary vocabulary) {
        return vocabulary.equals(get(SkillVocabulary.class))
                ? get(SkillMatcher.class)
                : new SkillMatcher(vocabulary);
    }

    RunOutcome ingest(Path folder) {
        return ingest(plan(folder));
    }

    RunOutcome ingest(IngestPlan plan) {
        RunReport report = new RunReport();
        return execute("ingest", Scope.PIPELINE, ingestSteps(plan, report), report);
    }

    RunOutcome match() {
        return match(MatchExtent.CHANGED);
    }

    RunOutcome match(MatchExtent extent) {
        RunReport report = new RunReport();
        List<Step> steps = new ArrayList<>(embedSteps(report));
        steps.addAll(get(MatchSteps.class).of(extent, report));
        return execute("match", Scope.PIPELINE, steps, report);
    }

    /** Ingests, embeds and matches, as the verb {@code run}. */
    RunOutcome run(Path... folders) {
        return run(
                new IngestPlan(ORGANIZATION, List.of(folders), Optional.empty(), Optional.empty()));
    }

    RunOutcome run(IngestPlan plan) {
        RunReport report = new RunReport();
        List<Step> steps = new ArrayList<>(ingestSteps(plan, report));
        steps.addAll(embedSteps(report));
        steps.addAll(get(MatchSteps.class).of(report));
        return execute("run", Scope.PIPELINE, steps, report);
    }

    static IngestPlan plan(Path folder) {
        return new IngestPlan(ORGANIZATION, List.of(folder), Optional.empty(), Optional.empty());
    }

    /** What happens when a document is about to be parsed, on the thread that parses it. */
    void beforeEachParse(Runnable action) {
        beforeEachParse = action;
    }

    /** From now on, documents with this ending count as corrupt, and others no longer do. */
    void cannotRead(String ending) {
        unreadable = ending;
    }

    /** A new start of the program on what the last one left. */
    void restart() {
        context.close();
        beforeEachParse = () -> {};
        context = start(database);
    }

    /** How many texts were embedded since the start. */
    int embeddedCount() {
        return model.embeddedCount();
    }

    /** For seeding and looking: as the owner, who may do everything. The program may not. */
    JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    Rows rows() {
        return new Rows(jdbc());
    }

    TestDatabase database() {
        return database;
    }

    Path home() {
        return home;
    }

    /** Runs one recurring job as {@code maintain} does. */
    RunOutcome maintain(MaintenanceJob job) {
        RecurringSteps maintain = get(RecurringSteps.class);
        maintain.register(List.of(job));
        RunReport report = new RunReport();
        return execute(
                "maintain daily",
                Scope.MAINTAIN_DAILY,
                maintain.of(List.of(job), Window.open(get(Clock.class))),
                report);
    }

    WorkingConnections connections() {
        return get(WorkingConnections.class);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        threads.close();
        context.close();
        database.close();
    }

    private List<Step> ingestSteps(IngestPlan plan, RunReport report) {
        ProfileExtractor extractor =
                new ProfileExtractor(matcher(vocabulary()), get(ImportedVocabulary.class).titles());
        return get(IngestSteps.class)
                .of(
                        plan,
                        new IngestSteps.Reading(
                                new SharedParser(
                                        () -> beforeEachParse.run(),
                                        file -> file.endsWith(unreadable)),
                                extractor,
                                threads,
                                1L << 20,
                                home),
                        report);
    }

    private List<Step> embedSteps(RunReport report) {
        EmbeddingModel opened = watched.apply(model);
        return get(EmbedSteps.class).of(opened, report);
    }

    private RunOutcome execute(String command, Scope scope, List<Step> steps, RunReport report) {
        SimpleJobBuilder job =
                new JobBuilder(command, get(JobRepository.class)).start(steps.getFirst());
        steps.stream().skip(1).forEach(job::next);
        try {
            RunOutcome outcome = get(JobRunner.class).run(scope, job.build(), report);
            if (outcome.end() != RunOutcome.End.STOPPED && scope != Scope.MAINTAIN_DAILY) {
                // Names of skills and titles come from files that are no source.
                boolean names = steps.getFirst().getName().matches("import\\.(skills|titles).*");
                rows().checkRun(outcome);
                if (!names) {
                    rows().checkSources(outcome);
                }
            }
            return outcome;
        } catch (SQLException away) {
            throw new AssertionError("the database is away", away);
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        String password = database.address().password();
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(ProgramConfiguration.class, QuietParts.class)
                        .web(WebApplicationType.NONE)
                        .properties(
                                Map.of(
                                        "matchmill.database.url",
                                        database.address().url(),
                                        "matchmill.database.username",
                                        database.address().username(),
                                        "matchmill.database.password",
                                        password == null ? "" : password,
                                        "spring.main.allow-bean-definition-overriding",
                                        true,
                                        "spring.main.banner-mode",
                                        "off",
                                        "spring.main.log-startup-info",
                                        false,
                                        "spring.config.location",
                                        "optional:classpath:/none/"))
                        .initializers(program ->
                                Session.provide(
                                        program,
                                        DatabaseAccess.of(database.address()),
                                        WorkingRole.BATCH))
                        .registerShutdownHook(false)
                        .run();
        assertThat(context.getBean(DatabaseSettings.class).url())
                .isEqualTo(database.address().url());
        return context;
    }
}
