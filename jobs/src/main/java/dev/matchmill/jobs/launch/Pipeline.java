package dev.matchmill.jobs.launch;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelSettings;
import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.duplicate.DuplicateSteps;
import dev.matchmill.jobs.embed.EmbedSteps;
import dev.matchmill.jobs.embed.ModelOpener;
import dev.matchmill.jobs.embed.OpenedModel;
import dev.matchmill.jobs.ingest.IngestPlan;
import dev.matchmill.jobs.ingest.IngestSteps;
import dev.matchmill.jobs.match.MatchExtent;
import dev.matchmill.jobs.match.MatchSteps;
import dev.matchmill.jobs.posting.ImportSteps;
import dev.matchmill.jobs.run.JobRunner;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Scope;
import dev.matchmill.jobs.run.Throttle;
import dev.matchmill.jobs.vocabulary.ImportedVocabulary;
import dev.matchmill.jobs.vocabulary.SkillRegister;
import dev.matchmill.jobs.vocabulary.VocabularySteps;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import dev.matchmill.readers.title.TitleNormalizer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts stages together into one execution and opens what they need while it lasts. */
final class Pipeline implements AutoCloseable {

    private final Session session;
    private final RunReport report = new RunReport();
    private final List<Step> steps = new ArrayList<>();
    private @Nullable SandboxedParser parser;
    private @Nullable ExecutorService threads;
    private @Nullable EmbeddingModel model;

    Pipeline(Session session) {
        this.session = session;
    }

    /** Reading, and the search for duplicates after it. */
    Pipeline ingest(IngestPlan plan) {
        read(plan).steps.addAll(session.get(DuplicateSteps.class).of());
        return this;
    }

    /** Reading alone. */
    Pipeline read(IngestPlan plan) {
        SandboxSettings sandbox = session.get(SandboxSettings.class);
        SkillMatcher skills = matcher(vocabulary());
        TitleNormalizer titles = session.get(ImportedVocabulary.class).titles();
        SandboxedParser opened = new SandboxedParser(sandbox);
        parser = opened;
        ExecutorService pool =
                Executors.newFixedThreadPool(sandbox.childCount() + sandbox.slowCount());
        threads = pool;
        steps.addAll(
                session.get(IngestSteps.class)
                        .of(
                                plan,
                                new IngestSteps.Reading(
                                        opened,
                                        new ProfileExtractor(skills, titles),
                                        pool,
                                        sandbox.maxDocumentSize().toBytes(),
                                        Home.path()),
                                report));
        return this;
    }

    Pipeline importPostings(Path feed, String organization) {
        SkillVocabulary vocabulary = vocabulary();
        steps.addAll(
                session.get(ImportSteps.class)
                        .of(feed, organization, vocabulary, matcher(vocabulary), report));
        return this;
    }

    Pipeline importVocabulary(List<VocabularySteps.Edition> editions, String organization) {
        steps.addAll(session.get(VocabularySteps.class).of(editions, organization, report));
        return this;
    }

    /** What ships and what was imported, all of it in the database. */
    private SkillVocabulary vocabulary() {
        SkillVocabulary whole =
                session.get(ImportedVocabulary.class).beside(session.get(SkillVocabulary.class));
        session.get(SkillRegister.class).add(whole);
        return whole;
    }

    private SkillMatcher matcher(SkillVocabulary vocabulary) {
        SkillVocabulary shipped = session.get(SkillVocabulary.class);
        return vocabulary == shipped
                ? session.get(SkillMatcher.class)
                : new SkillMatcher(vocabulary);
    }

    /** A model that can't be opened fails here, before anything is done. */
    Pipeline embed() {
        ModelOpener opener = new ModelOpener(session.get(ModelSettings.class), Home.path());
        Optional<StoredModel> active = new ModelRows(session.get(JdbcClient.class)).active();
        OpenedModel opened = opener.forWork(active);
        model = opened.model();
        active.flatMap(opener::contradiction).ifPresent(Console::say);
        steps.addAll(session.get(EmbedSteps.class).of(opened, opener::open, report));
        return this;
    }

    /** As {@link #embed}, for a model beside the active one. */
    Pipeline buildModel(StoredModel row, double textsPerSecond, BooleanSupplier over) {
        if (row.isDropped()) {
            throw new PreconditionException(
                    row.label() + " was dropped: add it again with models add first.");
        }
        EmbeddingModel opened =
                new ModelOpener(session.get(ModelSettings.class), Home.path()).open(row);
        model = opened;
        steps.add(
                session.get(EmbedSteps.class)
                        .build(row.id(), opened, textsPerSecond, over, report));
        return this;
    }

    Pipeline match(MatchExtent extent) {
        return match(extent, engine());
    }

    Pipeline match(MatchExtent extent, EngineChoice engine) {
        steps.addAll(matching(engine).of(extent, report));
        return this;
    }

    /** As {@link #match}, of everything, beside other processes. */
    Pipeline matchShared(EngineChoice engine) {
        steps.addAll(matching(engine).shared(report));
        return this;
    }

    private MatchSteps matching(EngineChoice engine) {
        // One of the engines multiplies by it.
        EmbeddingModels.prepareRuntime(Home.path());
        return session.get(MatchSteps.class).with(engine);
    }

    /** Which engine searches where nothing else is asked for. */
    EngineChoice engine() {
        return session.get(SearchSettings.class).engine();
    }

    RunOutcome run(String command, Scope scope, BackfillOptions backfill) throws SQLException {
        SimpleJobBuilder job =
                new JobBuilder(command, session.get(JobRepository.class)).start(steps.getFirst());
        steps.stream().skip(1).forEach(job::next);
        Job built = job.build();
        session.get(Throttle.class).limit(backfill.rate());
        JobRunner runner = session.get(JobRunner.class);
        return backfill.isShared()
                ? runner.share(scope, built, report)
                : runner.run(scope, built, report);
    }

    @Override
    public void close() {
        if (parser != null) {
            parser.close();
        }
        if (threads != null) {
            threads.close();
        }
        if (model != null) {
            model.close();
        }
    }
}
