package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelWork;
import dev.matchmill.embeddings.model.TokenizedText;
import dev.matchmill.embeddings.passage.Passage;
import dev.matchmill.embeddings.passage.PassageSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Whole texts to vectors: splits, embeds every passage on as many threads as the model runs at
 * once, and averages. The passages of a page start with the longest, so that none is left alone at
 * its end, and pages that were begun follow each other without a gap. Equal passages of a page are
 * computed once. Needs no database; call it outside transactions. Thread-safe.
 */
public final class EntityEmbedder {

    private static final Comparator<Map.Entry<TokenizedText, FutureTask<Embedding>>> LONGEST_FIRST =
            Comparator.comparingInt((Map.Entry<TokenizedText, FutureTask<Embedding>> e) ->
                    -e.getKey().tokenCount());

    private final EmbeddingModel model;
    private final PassageSplitter candidateSplitter;
    private final PassageSplitter postingSplitter;
    private final Executor lanes;

    public EntityEmbedder(EmbeddingModel model) {
        this.model = model;
        this.candidateSplitter = PassageSplitter.forCandidates(model);
        this.postingSplitter = PassageSplitter.forPostings(model);
        this.lanes = lanes(model.parallelism());
    }

    /**
     * Vectors of candidate texts, in the order given.
     *
     * @throws IllegalArgumentException if a text is blank
     */
    public List<EntityVectors> embedCandidates(List<String> texts) throws InterruptedException {
        return beginCandidates(texts).result();
    }

    /**
     * Vectors of posting texts, in the order given.
     *
     * @throws IllegalArgumentException if a text is blank
     */
    public List<EntityVectors> embedPostings(List<String> texts) throws InterruptedException {
        return begin(texts, postingSplitter, model::embedQuery).result();
    }

    /**
     * Splits candidate texts and starts to compute them, behind those that were begun before.
     *
     * @throws IllegalArgumentException if a text is blank
     */
    public EmbeddingTask beginCandidates(List<String> texts) {
        return begin(texts, candidateSplitter, model::embedPassage);
    }

    /** What the model has computed since it was opened. */
    public ModelWork work() {
        return model.work();
    }

    private EmbeddingTask begin(
            List<String> texts,
            PassageSplitter splitter,
            Function<TokenizedText, Embedding> embedding) {
        Map<String, EmbeddingTask.Pending> pending = new HashMap<>();
        Map<String, FutureTask<Embedding>> byPassage = new HashMap<>();
        Map<TokenizedText, FutureTask<Embedding>> runs = new LinkedHashMap<>();
        List<EmbeddingTask.Pending> inOrder = new ArrayList<>();
        for (String text : texts) {
            inOrder.add(
                    pending.computeIfAbsent(
                            text,
                            _ -> {
                                List<FutureTask<Embedding>> vectors = new ArrayList<>();
                                int tokenCount = 0;
                                List<Passage> passages = splitter.split(text);
                                for (Passage passage : passages) {
                                    tokenCount += passage.tokenCount();
                                    vectors.add(
                                            byPassage.computeIfAbsent(
                                                    passage.text(),
                                                    _ -> run(passage.content(), embedding, runs)));
                                }
                                return new EmbeddingTask.Pending(
                                        ContentHash.of(text),
                                        tokenCount,
                                        splitter.leftOut(text, passages),
                                        vectors);
                            }));
        }
        runs.entrySet().stream()
                .sorted(LONGEST_FIRST)
                .forEach(run -> lanes.execute(run.getValue()));
        return new EmbeddingTask(inOrder);
    }

    private static FutureTask<Embedding> run(
            TokenizedText passage,
            Function<TokenizedText, Embedding> embedding,
            Map<TokenizedText, FutureTask<Embedding>> runs) {
        FutureTask<Embedding> run = new FutureTask<>(() -> embedding.apply(passage));
        runs.put(passage, run);
        return run;
    }

    /** Threads that end by themselves: nobody has to close an embedder. */
    private static Executor lanes(int parallelism) {
        ThreadPoolExecutor lanes =
                new ThreadPoolExecutor(
                        parallelism,
                        parallelism,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("embed-", 1).factory());
        lanes.allowCoreThreadTimeOut(true);
        return lanes;
    }
}
