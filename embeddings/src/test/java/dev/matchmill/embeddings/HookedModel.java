package dev.matchmill.embeddings;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import java.util.function.Consumer;

/** A model of one lane that tells which passage it is about to embed. */
public record HookedModel(EmbeddingModel model, Consumer<String> before) implements EmbeddingModel {

    @Override
    public ModelDescription description() {
        return model.description();
    }

    @Override
    public Embedding embedQuery(String text) {
        return model.embedQuery(text);
    }

    @Override
    public Embedding embedPassage(String text) {
        before.accept(text);
        return model.embedPassage(text);
    }

    @Override
    public int countTokens(String text) {
        return model.countTokens(text);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public void close() {
        model.close();
    }
}
