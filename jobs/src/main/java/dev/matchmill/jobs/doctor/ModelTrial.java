package dev.matchmill.jobs.doctor;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModels;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.embeddings.model.ModelSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Opens the configured model, which checks its files, and embeds one sentence with it.
 *
 * @param model what it is; empty when it cannot be used
 */
public record ModelTrial(Finding finding, Optional<ModelDescription> model) {

    /** Reading a large model from a slow disk takes a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Takes seconds: it reads all weights. */
    public static ModelTrial run(ModelSettings settings, Path home) {
        long started = System.nanoTime();
        try {
            return TimeLimit.within(
                    LIMIT,
                    () -> {
                        try (EmbeddingModel model = EmbeddingModels.open(settings, home)) {
                            Embedding sentence = model.embedQuery("A nurse for the night shift.");
                            return judge(
                                    model.description(), sentence, System.nanoTime() - started);
                        }
                    });
        } catch (ModelException unusable) {
            return failed("cannot be used", String.valueOf(unusable.getMessage()));
        } catch (TimeoutException slow) {
            return failed(
                    "not open after " + LIMIT.toMinutes() + " minutes",
                    "Move the model to a faster disk, or look for one that does not answer.");
        }
    }

    static ModelTrial judge(ModelDescription model, Embedding sentence, long nanoseconds) {
        if (sentence.dimension() != ModelDescription.DIMENSION) {
            return failed(
                    "gives vectors of " + sentence.dimension() + " dimensions",
                    "Choose a model with " + ModelDescription.DIMENSION + " dimensions.");
        }
        return new ModelTrial(
                Finding.ok(
                        "model",
                        "%s %s, %d dimensions, sha256 %s…, ready in %d ms"
                                .formatted(
                                        model.name(),
                                        model.version(),
                                        sentence.dimension(),
                                        model.artifactSha256().substring(0, 12),
                                        nanoseconds / 1_000_000)),
                Optional.of(model));
    }

    private static ModelTrial failed(String found, String cure) {
        return new ModelTrial(Finding.fail("model", found, cure), Optional.empty());
    }
}
