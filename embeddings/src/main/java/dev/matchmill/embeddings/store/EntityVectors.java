package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import java.util.List;

/**
 * All vectors of one entity. {@code whole} is stored as chunk 0; the passages as chunks 1 to n,
 * when there is more than one of them.
 *
 * @param contentHash hash of the exact text, without the model's prefix
 * @param tokenCount tokens of all passages
 * @param whole stands for the whole entity
 * @param passages in the order of the text; at least one
 */
public record EntityVectors(
        ContentHash contentHash, int tokenCount, Embedding whole, List<Embedding> passages) {

    public EntityVectors {
        passages = List.copyOf(passages);
        if (passages.isEmpty()) {
            throw new IllegalArgumentException("an entity needs at least one passage");
        }
    }
}
