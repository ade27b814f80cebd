package dev.matchmill.embeddings.model;

import dev.matchmill.embeddings.Embedding;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the two encoders of the composite on its own, not centred, for comparisons. Its vectors
 * have 384 components: no table takes them.
 */
public final class ShippedEncoder implements EmbeddingModel {

    private final EncoderFiles files;
    private final Encoder encoder;
    private final int threads;

    private ShippedEncoder(EncoderFiles files, int threads) {
        this.files = files;
        this.encoder = Encoder.open(files, threads);
        this.threads = threads;
    }

    /** Opens bge-small; its weights are unpacked below {@code home}. */
    public static ShippedEncoder bge(Path home, int threads) {
        return new ShippedEncoder(ShippedWeights.BGE_SMALL.unpack(home.resolve("models")), threads);
    }

    /** Opens e5-small; its weights are unpacked below {@code home}. */
    public static ShippedEncoder e5(Path home, int threads) {
        return new ShippedEncoder(ShippedWeights.E5_SMALL.unpack(home.resolve("models")), threads);
    }

    /** The ONNX file. */
    public Path graph() {
        return files.graph();
    }

    /** The tokenizer.json. */
    public Path tokenizer() {
        return files.tokenizer();
    }

    /** What is put before a search text. */
    public String queryPrefix() {
        return files.queryPrefix();
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(
                "encoder",
                "1",
                ModelDescription.DIMENSION,
                files.maxTokens(),
                files.queryPrefix(),
                files.passagePrefix(),
                "0".repeat(64),
                "MIT");
    }

    @Override
    public Embedding embedQuery(String text) {
        return embedQuery(tokenize(text));
    }

    @Override
    public Embedding embedPassage(String text) {
        return embedPassage(tokenize(text));
    }

    @Override
    public Embedding embedQuery(TokenizedText text) {
        return Embedding.normalized(encoder.query(text.tokens().orElseThrow()));
    }

    @Override
    public Embedding embedPassage(TokenizedText text) {
        return Embedding.normalized(encoder.passage(text.tokens().orElseThrow()));
    }

    @Override
    public TokenizedText tokenize(String text) {
        return encoder.tokenizer().tokenize(text);
    }

    @Override
    public TokenizedText join(String text, List<TokenizedText> parts) {
        return encoder.tokenizer().join(text, parts);
    }

    @Override
    public int countTokens(String text) {
        return tokenize(text).tokenCount();
    }

    @Override
    public ModelWork work() {
        return encoder.work();
    }

    @Override
    public int parallelism() {
        return threads;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
