package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import java.util.List;

/**
 * All vectors of one entity. {@code whole} is stored as chunk 0; the passages as chunks 1 to n,
 * when there is more than one of them.
 *
 * @param contentHash hash of the exact text, without the model's prefix
 * @param tokenCount tokens of all passages
 * @param leftOutTokenCount tokens of the text that are in no passage
 * @param whole stands for the whole entity
 * @param passages in the order of the text; at least one
 */
public record EntityVectors(
        ContentHash contentHash,
        int tokenCount,
        int leftOutTokenCount,
        Embedding whole,
        List<Embedding> passages) {

    public EntityVectors {
        passages = List.copyOf(passages);
        if (passages.isEmpty()) {
            throw new IllegalArgumentException("an entity needs at least one passage");
        }
        for (Embedding passage : passages) {
            if (passage.dimension() != whole.dimension()) {
                throw new IllegalArgumentException(
                        "dimensions differ: " + whole.dimension() + " and " + passage.dimension());
            }
        }
    }

    /**
     * The whole is the mean of the passages with weights 1, 1/2, 1/3, …: what comes first counts
     * most, and nothing counts for nothing.
     */
    public static EntityVectors of(
            ContentHash contentHash, int tokenCount, List<Embedding> passages) {
        if (passages.size() == 1) {
            return new EntityVectors(contentHash, tokenCount, 0, passages.getFirst(), passages);
        }
        float[] sum = new float[passages.getFirst().dimension()];
        for (int i = 0; i < passages.size(); i++) {
            float[] passage = passages.get(i).toArray();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += passage[k] / (i + 1);
            }
        }
        return new EntityVectors(contentHash, tokenCount, 0, Embedding.normalized(sum), passages);
    }

    /** The same vectors of a text of which the passages leave something out. */
    public EntityVectors leavingOut(int tokens) {
        return new EntityVectors(contentHash, tokenCount, tokens, whole, passages);
    }
}
