package dev.matchmill.jobs.embed;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.jobs.run.CurrentRun;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Steps;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the steps that compute vectors: {@code embed.activateModel}, {@code embed.postings}, {@code
 * embed.candidates}. Restartable from the vectors that are there: a text with the vector of its
 * hash is not computed again.
 */
public record EmbedSteps(
        Steps steps,
        DataSource dataSource,
        JdbcClient jdbc,
        Transactions transactions,
        CurrentRun run,
        Progress progress,
        EmbedSettings settings) {

    /**
     * The steps of one execution.
     *
     * @param model opened when the first step needs it; the caller closes it
     */
    public List<Step> of(Supplier<EmbeddingModel> model, RunReport report) {
        ActiveModel active = new ActiveModel(model, new EmbeddingModelStore(dataSource));
        EmbeddingStore store = new EmbeddingStore(dataSource);
        return List.of(
                steps.repeated("embed.activateModel", active),
                steps.repeated(
                        "embed.postings",
                        new EmbedPostings(
                                active,
                                () -> new EntityEmbedder(model.get()),
                                store,
                                new PostingTexts(jdbc),
                                run,
                                transactions,
                                jdbc,
                                progress,
                                settings,
                                report)),
                steps.repeated(
                        "embed.candidates",
                        new EmbedCandidates(
                                active,
                                () -> new EntityEmbedder(model.get()),
                                store,
                                run,
                                transactions,
                                jdbc,
                                progress,
                                settings,
                                report)));
    }
}
