package dev.matchmill.jobs.benchmark;

import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.model.ShippedEncoder;
import dev.matchmill.embeddings.model.TokenizedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model of LangChain4j in the place of one of ours; texts are cut by bge-small's tokenizer, which
 * has the same vocabulary.
 */
record PeerModel(OnnxEmbeddingModel model, ShippedEncoder cutter, int parallelism)
        implements EmbeddingModel {

    /** all-MiniLM-L6-v2, int8, from the class path. */
    static PeerModel miniLm(Path home, int threads) throws IOException {
        Path graph = unpacked("all-minilm-l6-v2-q.onnx", home);
        Path tokenizer = unpacked("all-minilm-l6-v2-q-tokenizer.json", home);
        return new PeerModel(
                new OnnxEmbeddingModel(graph, tokenizer, PoolingMode.MEAN),
                ShippedEncoder.bge(home, threads),
                threads);
    }

    @Override
    public ModelDescription description() {
        return cutter.description();
    }

    @Override
    public Embedding embedQuery(String text) {
        return Embedding.normalized(model.embed(text).content().vector());
    }

    @Override
    public Embedding embedPassage(String text) {
        return embedQuery(text);
    }

    @Override
    public TokenizedText tokenize(String text) {
        return cutter.tokenize(text);
    }

    @Override
    public TokenizedText join(String text, List<TokenizedText> parts) {
        return cutter.join(text, parts);
    }

    @Override
    public int countTokens(String text) {
        return cutter.countTokens(text);
    }

    @Override
    public void close() {
        cutter.close();
    }

    private static Path unpacked(String resource, Path home) throws IOException {
        Path file = home.resolve(resource);
        try (InputStream in = OnnxEmbeddingModel.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            Files.copy(in, file);
        }
        return file;
    }
}
