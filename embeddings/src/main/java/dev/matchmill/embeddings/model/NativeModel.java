package dev.matchmill.embeddings.model;

import dev.matchmill.embeddings.Embedding;
import java.util.List;

/**
 * One encoder with 1024 dimensions of its own, from a sentence-transformers folder. Thread-safe.
 */
final class NativeModel implements EmbeddingModel {

    private final Encoder encoder;
    private final ModelDescription description;
    private final int threads;

    private NativeModel(Encoder encoder, ModelDescription description, int threads) {
        this.encoder = encoder;
        this.description = description;
        this.threads = threads;
    }

    static NativeModel open(ModelSettings settings, SentenceTransformerFolder folder) {
        EncoderFiles files = folder.files();
        Encoder encoder = Encoder.open(files, settings.threadCount());
        try {
            // What the configuration promises is one thing, what the graph gives is what counts.
            folder.demandDimension(encoder.passage("dimension").length, files.graph());
            return new NativeModel(encoder, folder.describe(), settings.threadCount());
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public Embedding embedQuery(String text) {
        demandText(text);
        return Embedding.normalized(encoder.query(text));
    }

    @Override
    public Embedding embedPassage(String text) {
        demandText(text);
        return Embedding.normalized(encoder.passage(text));
    }

    @Override
    public Embedding embedQuery(TokenizedText text) {
        demandText(text.text());
        return text.tokens()
                .map(tokens -> Embedding.normalized(encoder.query(tokens)))
                .orElseGet(() -> embedQuery(text.text()));
    }

    @Override
    public Embedding embedPassage(TokenizedText text) {
        demandText(text.text());
        return text.tokens()
                .map(tokens -> Embedding.normalized(encoder.passage(tokens)))
                .orElseGet(() -> embedPassage(text.text()));
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
        return encoder.tokenizer().count(text);
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

    private static void demandText(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("cannot embed a blank text");
        }
    }
}
