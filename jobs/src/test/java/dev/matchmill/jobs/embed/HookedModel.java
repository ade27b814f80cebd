package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import java.util.function.Consumer;

/** The model without weights, which tells what it is about to embed. */
record HookedModel(HashingEmbeddingModel model, Consumer<String> before) implements EmbeddingModel {

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
