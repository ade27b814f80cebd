package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.RunReport;
import java.util.List;
import java.util.function.Supplier;
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
     * @param model opened when the first step needs it; the caller closes it
     */
    public List<Step> of(Supplier<EmbeddingModel> model, RunReport report) {
        ActiveModel active = new ActiveModel(model, new EmbeddingModelStore(dataSource));
        EmbeddingStore store = new EmbeddingStore(dataSource);
        Supplier<EntityEmbedder> embedder = () -> new EntityEmbedder(model.get());
        EmbedPostings postings =
                new EmbedPostings(
                        active,
                        embedder,
                        store,
                        new PostingTexts(parts.jdbc()),
                        parts.writes(),
                        parts.progress(),
                        settings,
                        report);
        EmbedCandidates candidates =
                new EmbedCandidates(
                        active,
                        embedder,
                        store,
                        parts.writes(),
                        parts.jdbc(),
                        parts.progress(),
                        settings,
                        report);
        return List.of(
                parts.steps().repeated("embed.activateModel", active),
                parts.steps().repeated("embed.postings", postings),
                parts.steps().repeated("embed.candidates", candidates));
    }
}
