package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.passage.Passage;
import dev.matchmill.embeddings.passage.PassageSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Whole texts to vectors: splits, embeds every passage on as many threads as the model runs at
 * once, and averages. Needs no database; call it outside transactions. Thread-safe.
 */
public final class EntityEmbedder {

    private final EmbeddingModel model;
    private final PassageSplitter candidateSplitter;
    private final PassageSplitter postingSplitter;

    public EntityEmbedder(EmbeddingModel model) {
        this.model = model;
        this.candidateSplitter = PassageSplitter.forCandidates(model);
        this.postingSplitter = PassageSplitter.forPostings(model);
    }

    /**
     * Vectors of candidate texts, in the order given.
     *
     * @throws IllegalArgumentException if a text is blank
     */
    public List<EntityVectors> embedCandidates(List<String> texts) throws InterruptedException {
        return embed(texts, candidateSplitter, model::embedPassage);
    }

    /**
     * Vectors of posting texts, in the order given.
     *
     * @throws IllegalArgumentException if a text is blank
     */
    public List<EntityVectors> embedPostings(List<String> texts) throws InterruptedException {
        return embed(texts, postingSplitter, model::embedQuery);
    }

    private List<EntityVectors> embed(
            List<String> texts, PassageSplitter splitter, Function<String, Embedding> embedding)
            throws InterruptedException {
        ExecutorService lanes = Executors.newFixedThreadPool(model.parallelism());
        try {
            List<Pending> pending = new ArrayList<>();
            for (String text : texts) {
                List<Passage> passages = splitter.split(text);
                List<Future<Embedding>> vectors = new ArrayList<>();
                int tokenCount = 0;
                for (Passage passage : passages) {
                    vectors.add(lanes.submit(() -> embedding.apply(passage.text())));
                    tokenCount += passage.tokenCount();
                }
                pending.add(
                        new Pending(
                                ContentHash.of(text),
                                tokenCount,
                                splitter.leftOut(text, passages),
                                vectors));
            }
            List<EntityVectors> embedded = new ArrayList<>();
            for (Pending entity : pending) {
                embedded.add(entity.await());
            }
            return embedded;
        } finally {
            lanes.shutdownNow();
            // The caller may close the model next: nothing may still be running in it.
            lanes.close();
        }
    }

    private record Pending(
            ContentHash contentHash,
            int tokenCount,
            int leftOutTokenCount,
            List<Future<Embedding>> vectors) {

        Pending {
            if (vectors.isEmpty()) {
                throw new IllegalArgumentException("cannot embed a blank text");
            }
        }

        EntityVectors await() throws InterruptedException {
            List<Embedding> passages = new ArrayList<>();
            for (Future<Embedding> vector : vectors) {
                passages.add(value(vector));
            }
            return EntityVectors.of(contentHash, tokenCount, passages)
                    .leavingOut(leftOutTokenCount);
        }

        private static Embedding value(Future<Embedding> vector) throws InterruptedException {
            try {
                return vector.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("embedding a passage failed", e.getCause());
            }
        }
    }
}
