package dev.matchmill.embeddings.model;

import dev.matchmill.embeddings.Embedding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * 1024 dimensions from what ships: two small dense models of 384 components each and 256 components
 * of words. Each block has length 1 and a share, so the cosine of two vectors is the weighted sum
 * of the blocks' cosines. Needs no download. Thread-safe.
 */
final class CompositeModel implements EmbeddingModel {

    /** Shares of the cosine, chosen on real resumes and postings (README, "Figures"). */
    private static final double BGE_SHARE = .45;

    private static final double E5_SHARE = .45;
    private static final double LEXICAL_SHARE = .10;

    private static final int LEXICAL_DIMENSION =
            ModelDescription.DIMENSION - 2 * ShippedWeights.DIMENSION;

    /** Changes when this class computes another vector from equal weights. */
    private static final String RECIPE = "1";

    private final CentredEncoder bge;
    private final CentredEncoder e5;
    private final LexicalBlock lexical;
    private final ModelDescription description;
    private final int threads;
    // Without it a caller's threads could keep two encoders busy on each core.
    private final Semaphore lanes;

    private CompositeModel(
            CentredEncoder bge,
            CentredEncoder e5,
            LexicalBlock lexical,
            ModelDescription description,
            int threads) {
        this.bge = bge;
        this.e5 = e5;
        this.lexical = lexical;
        this.description = description;
        this.threads = threads;
        this.lanes = new Semaphore(threads);
    }

    static CompositeModel open(ModelSettings settings, Path home) {
        int threads = settings.threadCount();
        Path models = home.resolve("models");
        Calibration bgeCalibration = Calibration.shipped(ShippedWeights.BGE_SMALL);
        Calibration e5Calibration = Calibration.shipped(ShippedWeights.E5_SMALL);
        EncoderFiles bgeFiles = ShippedWeights.BGE_SMALL.unpack(models);
        EncoderFiles e5Files = ShippedWeights.E5_SMALL.unpack(models);
        LexicalBlock lexical = LexicalBlock.read(bgeFiles.tokenizer(), LEXICAL_DIMENSION);
        CentredEncoder bge = CentredEncoder.open(bgeFiles, bgeCalibration, threads);
        try {
            CentredEncoder e5 = CentredEncoder.open(e5Files, e5Calibration, threads);
            if (!bge.tokenizer().cutsLike(e5.tokenizer())) {
                throw new IllegalStateException("the two encoders cut texts into other tokens");
            }
            ModelDescription description = describe(bgeCalibration, e5Calibration, settings);
            return new CompositeModel(bge, e5, lexical, description, threads);
        } catch (RuntimeException | Error e) {
            bge.close();
            throw e;
        }
    }

    private static ModelDescription describe(
            Calibration bgeCalibration, Calibration e5Calibration, ModelSettings settings) {
        String artifact =
                new Sha256()
                        .add(ShippedWeights.BGE_SMALL.fingerprint())
                        .add(ShippedWeights.E5_SMALL.fingerprint())
                        .add(bgeCalibration.fingerprint())
                        .add(e5Calibration.fingerprint())
                        .hex();
        String version =
                new Sha256()
                        .add(RECIPE)
                        .add(artifact)
                        .add(BGE_SHARE + " " + E5_SHARE + " " + LEXICAL_SHARE)
                        .hex()
                        .substring(0, 12);
        int maxTokens =
                settings.maxTokens() == 0
                        ? ShippedWeights.MAX_TOKENS
                        : Math.min(settings.maxTokens(), ShippedWeights.MAX_TOKENS);
        // Each part adds its own prefix: the whole has none.
        return new ModelDescription(
                ModelDescription.SHIPPED,
                version,
                ModelDescription.DIMENSION,
                maxTokens,
                "",
                "",
                artifact,
                "MIT");
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public Embedding embedQuery(String text) {
        return inLane(text, () -> join(bge.query(text), e5.query(text), lexical.of(text)));
    }

    @Override
    public Embedding embedPassage(String text) {
        return inLane(text, () -> join(bge.passage(text), e5.passage(text), lexical.of(text)));
    }

    @Override
    public Embedding embedQuery(TokenizedText text) {
        return inLane(
                text.text(),
                () -> {
                    long[] tokens = text.tokens().orElseThrow();
                    return join(bge.query(tokens), e5.query(tokens), lexical.of(text.text()));
                });
    }

    @Override
    public Embedding embedPassage(TokenizedText text) {
        return inLane(
                text.text(),
                () -> {
                    long[] tokens = text.tokens().orElseThrow();
                    return join(bge.passage(tokens), e5.passage(tokens), lexical.of(text.text()));
                });
    }

    // Both encoders cut alike, and the longest prefix is the first one's: its count is the larger.
    @Override
    public TokenizedText tokenize(String text) {
        return bge.tokenizer().tokenize(text);
    }

    @Override
    public TokenizedText join(String text, List<TokenizedText> parts) {
        return bge.tokenizer().join(text, parts);
    }

    @Override
    public int countTokens(String text) {
        return tokenize(text).tokenCount();
    }

    @Override
    public ModelWork work() {
        return bge.work().plus(e5.work());
    }

    @Override
    public int parallelism() {
        return threads;
    }

    @Override
    public void close() {
        bge.close();
        e5.close();
    }

    private Embedding inLane(String text, Supplier<float[]> vector) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("cannot embed a blank text");
        }
        lanes.acquireUninterruptibly();
        try {
            return Embedding.normalized(vector.get());
        } finally {
            lanes.release();
        }
    }

    private static float[] join(float[] bge, float[] e5, float[] lexical) {
        float[] joined = new float[bge.length + e5.length + lexical.length];
        put(joined, 0, bge, BGE_SHARE);
        put(joined, bge.length, e5, E5_SHARE);
        put(joined, bge.length + e5.length, lexical, LEXICAL_SHARE);
        return joined;
    }

    private static void put(float[] target, int offset, float[] block, double share) {
        float scale = (float) Math.sqrt(share);
        for (int i = 0; i < block.length; i++) {
            target[offset + i] = scale * block[i];
        }
    }
}
