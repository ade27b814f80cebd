package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.embeddings.store.EmbeddingClaims;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EqualTexts;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;

/**
 * Makes the steps that compute vectors: {@code embed.activateModel}, {@code embed.postings}, {@code
 * embed.candidates}, {@code embed.otherModels}. Restartable from the vectors that are there: a text
 * with the vector of its hash is not computed again.
 */
public record EmbedSteps(JobParts parts, DataSource dataSource, EmbedSettings settings) {

    /** The steps of one execution with the model that ships, or one without files. */
    public List<Step> of(EmbeddingModel model, RunReport report) {
        return of(
                new OpenedModel(model, "", Optional.empty()),
                row -> {
                    throw new ModelException(row.label() + " has no files here");
                },
                report);
    }

    /**
     * The steps of one execution.
     *
     * @param opened closed by the caller, after the run
     * @param opener opens other models that are kept up to date; they are closed here
     */
    public List<Step> of(
            OpenedModel opened, Function<StoredModel, EmbeddingModel> opener, RunReport report) {
        EmbeddingModel model = opened.model();
        EmbeddingStore store = new EmbeddingStore(dataSource);
        EmbeddingModelStore models = new EmbeddingModelStore(dataSource);
        ModelRows rows = new ModelRows(parts.jdbc());
        ActiveModel active = new ActiveModel(opened, models, rows, parts.writes());
        KeepBuilt others =
                new KeepBuilt(
                        active,
                        opened.folder().isEmpty(),
                        rows,
                        models,
                        parts.writes(),
                        row -> vectors(row.id(), () -> opener.apply(row), 0, report));
        EntityEmbedder embedder = new EntityEmbedder(model);
        EqualTexts equalTexts = new EqualTexts(dataSource);
        VectorWriter writer =
                new VectorWriter(active, store, equalTexts, parts.writes(), parts.progress());
        EmbedPostings postings =
                new EmbedPostings(
                        active,
                        embedder,
                        store,
                        new PostingTexts(parts.jdbc()),
                        writer,
                        parts.progress(),
                        settings,
                        report);
        EmbedCandidates candidates =
                new EmbedCandidates(
                        () -> backlog(active, store),
                        embedder,
                        equalTexts,
                        writer,
                        parts,
                        settings.lease().dividedBy(3),
                        report);
        return List.of(
                parts.steps().repeated("embed.activateModel", active),
                parts.steps().repeated("embed.postings", postings),
                parts.steps().repeated("embed.candidates", candidates),
                // Of a shared backfill each worker would do all of it.
                parts.steps()
                        .repeated(
                                "embed.otherModels",
                                () -> !parts.run().isShared() && others.next()));
    }

    /**
     * The step that fills a model beside the active one; stopped, the next one goes on.
     *
     * @param model opened; closed by the caller, after the run
     * @param textsPerSecond at most; 0 for as fast as it goes
     * @param over whether its time is over
     */
    public Step build(
            ModelId row,
            EmbeddingModel model,
            double textsPerSecond,
            BooleanSupplier over,
            RunReport report) {
        BuildModel build =
                new BuildModel(
                        row,
                        vectors(row, () -> model, textsPerSecond, report),
                        new EmbeddingModelStore(dataSource),
                        parts.writes());
        return parts.steps().repeatedUntil("models.build", build, over);
    }

    private VectorBuild vectors(
            ModelId row, Supplier<EmbeddingModel> opening, double rate, RunReport report) {
        return new VectorBuild(
                row,
                opening,
                new EmbeddingStore(dataSource),
                parts,
                new Pace(settings.batchSize(), rate, System::nanoTime),
                report);
    }

    private CandidatePages backlog(ActiveModel active, EmbeddingStore store) {
        if (!parts.run().isShared()) {
            return new WholeBacklog(active, store, settings.batchSize());
        }
        EmbeddingClaims claims =
                new EmbeddingClaims(
                        parts.jdbc(), parts.clock(), parts.run().owner(), settings.lease());
        return new SharedBacklog(active, claims, parts.writes(), settings.batchSize());
    }
}
