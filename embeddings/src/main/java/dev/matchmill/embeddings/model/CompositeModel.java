package dev.matchmill.embeddings.model;

import dev.matchmill.embeddings.Embedding;
import java.nio.file.Path;
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
        Calibration calibration = Calibration.shipped();
        EncoderFiles bgeFiles = ShippedWeights.BGE_SMALL.unpack(models);
        EncoderFiles e5Files = ShippedWeights.E5_SMALL.unpack(models);
        LexicalBlock lexical = LexicalBlock.read(bgeFiles.tokenizer(), LEXICAL_DIMENSION);
        CentredEncoder bge = CentredEncoder.open(bgeFiles, calibration, threads);
        try {
            CentredEncoder e5 = CentredEncoder.open(e5Files, calibration, threads);
            return new CompositeModel(bge, e5, lexical, describe(calibration, settings), threads);
        } catch (RuntimeException | Error e) {
            bge.close();
            throw e;
        }
    }

    private static ModelDescription describe(Calibration calibration, ModelSettings settings) {
        String artifact =
                new Sha256()
                        .add(ShippedWeights.BGE_SMALL.fingerprint())
                        .add(ShippedWeights.E5_SMALL.fingerprint())
                        .add(calibration.fingerprint())
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
    public int countTokens(String text) {
        return Math.max(bge.countTokens(text), e5.countTokens(text));
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
