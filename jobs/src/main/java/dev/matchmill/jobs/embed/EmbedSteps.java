package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.store.EmbeddingClaims;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EqualTexts;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;

/**
 * Makes the steps that compute vectors: {@code embed.activateModel}, {@code embed.postings}, {@code
 * embed.candidates}. Restartable from the vectors that are there: a text with the vector of its
 * hash is not computed again.
 */
public record EmbedSteps(JobParts parts, DataSource dataSource, EmbedSettings settings) {

    /**
     * The steps of one execution.
     *
     * @param model closed by the caller, after the run
     */
    public List<Step> of(EmbeddingModel model, RunReport report) {
        EmbeddingStore store = new EmbeddingStore(dataSource);
        ActiveModel active =
                new ActiveModel(
                        model.description(), new EmbeddingModelStore(dataSource), parts.writes());
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
                parts.steps().repeated("embed.candidates", candidates));
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
