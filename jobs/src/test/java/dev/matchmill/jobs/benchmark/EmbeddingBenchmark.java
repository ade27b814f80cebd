package dev.matchmill.jobs.benchmark;

import ai.onnxruntime.OrtException;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.MatrixPeak;
import dev.matchmill.embeddings.model.ModelWork;
import dev.matchmill.embeddings.model.ShippedEncoder;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Tokens a second beside LangChain4j in this process: same ONNX file, same runtime, same threads.
 */
@Command(
        name = "embedding",
        mixinStandardHelpOptions = true,
        description = {
            "Embeds the same texts with this program and with LangChain4j's in-process model, both"
                    + " on bge-small's",
            "ONNX file, and compares them with the rate at which the runtime multiplies large"
                    + " matrices.",
            "Vectors that differ (cosine below 0.9999) end it with exit code 4."
        })
final class EmbeddingBenchmark implements Callable<Integer> {

    private static final double EQUAL = .9999;

    /** Layers, width and inner width of bge-small. */
    private static final long LAYERS = 12;

    private static final long WIDTH = 384;
    private static final long INNER = 1536;

    @Mixin private final ResultOutput output = new ResultOutput();

    @Option(
            names = "--texts",
            defaultValue = "96",
            description = "texts of 20 to 400 tokens (default: 96)")
    private int textCount;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "after one that does not count (default: 5)")
    private int rounds;

    @Option(names = "--threads", defaultValue = "0", description = "default: one for each core")
    private int threadCount;

    @Override
    public Integer call() throws IOException, InterruptedException, OrtException {
        int threads = threadCount > 0 ? threadCount : Runtime.getRuntime().availableProcessors();
        List<String> texts = BenchmarkTexts.of(textCount, 20, 360);
        Path home = Files.createTempDirectory("embedding-benchmark");
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> peaks = new ArrayList<>();
        try (ShippedEncoder model = ShippedEncoder.bge(home, threads);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            EntityEmbedder embedder = new EntityEmbedder(model);
            OnnxEmbeddingModel peer =
                    new OnnxEmbeddingModel(model.graph(), model.tokenizer(), PoolingMode.CLS, pool);
            List<TextSegment> segments =
                    texts.stream()
                            .map(text -> TextSegment.from(model.queryPrefix() + text))
                            .toList();
            double least = leastCosine(embedder.embedPostings(texts), peer, segments);
            output.say("least cosine between the two: %.6f".formatted(least));
            if (least < EQUAL) {
                return ExitCode.GATED.code();
            }
            ModelWork before = model.work();
            embedder.embedPostings(texts);
            ModelWork after = model.work();
            long tokens = after.tokens() - before.tokens();
            double work = tokens * multiplyAddsOfToken() + attention(model, texts);
            for (int round = 1; round <= rounds; round++) {
                output.say("round %d of %d".formatted(round, rounds));
                boolean first = round % 2 == 0;
                if (first) {
                    theirs.add(seconds(() -> peer.embedAll(segments)));
                }
                ours.add(seconds(() -> embedder.embedPostings(texts)));
                if (!first) {
                    theirs.add(seconds(() -> peer.embedAll(segments)));
                }
                peaks.add(MatrixPeak.measure(threads, 8));
            }
            EmbeddingFigures figures =
                    new EmbeddingFigures(tokens, after.padding(), work, least, ours, theirs, peaks);
            output.print(List.of(figures.table(threads)));
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
        return ExitCode.OK.code();
    }

    /** Matrix products of one token: four of the attention's width, two of the inner one. */
    private static double multiplyAddsOfToken() {
        return LAYERS * (4.0 * WIDTH * WIDTH + 2.0 * WIDTH * INNER);
    }

    /** Each token with each other of its text, twice a layer. */
    private static double attention(ShippedEncoder model, List<String> texts) {
        return texts.stream()
                .mapToDouble(text -> Math.pow(model.countTokens(text), 2) * 2 * LAYERS * WIDTH)
                .sum();
    }

    private static double leastCosine(
            List<EntityVectors> ours, OnnxEmbeddingModel peer, List<TextSegment> segments) {
        List<dev.langchain4j.data.embedding.Embedding> theirs = peer.embedAll(segments).content();
        double least = 1;
        for (int i = 0; i < ours.size(); i++) {
            Embedding other = Embedding.normalized(theirs.get(i).vector());
            least = Math.min(least, ours.get(i).whole().dot(other));
        }
        return least;
    }

    private interface Work {
        Object run() throws InterruptedException;
    }

    private static double seconds(Work work) throws InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
