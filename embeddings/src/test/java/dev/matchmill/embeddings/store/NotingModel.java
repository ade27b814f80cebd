package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A model of one lane that notes the length in tokens of each passage it computes.
 *
 * @param held nothing is computed before it is down
 */
record NotingModel(EmbeddingModel model, List<Integer> lengths, CountDownLatch held)
        implements EmbeddingModel {

    NotingModel(EmbeddingModel model, List<Integer> lengths) {
        this(model, lengths, new CountDownLatch(0));
    }

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
        lengths.add(countTokens(text));
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
