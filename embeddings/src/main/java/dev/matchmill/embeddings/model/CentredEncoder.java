package dev.matchmill.embeddings.model;

/** An encoder of the shipped weights whose vectors are centred and of length 1. Thread-safe. */
final class CentredEncoder implements AutoCloseable {

    private final Encoder encoder;
    private final float[] queryMean;
    private final float[] passageMean;

    private CentredEncoder(Encoder encoder, float[] queryMean, float[] passageMean) {
        this.encoder = encoder;
        this.queryMean = queryMean;
        this.passageMean = passageMean;
    }

    static CentredEncoder open(EncoderFiles files, Calibration calibration, int threads) {
        return new CentredEncoder(
                Encoder.open(files, threads), calibration.queryMean(), calibration.passageMean());
    }

    float[] query(String text) {
        return centred(encoder.query(text), queryMean);
    }

    float[] passage(String text) {
        return centred(encoder.passage(text), passageMean);
    }

    /** As {@link #query(String)}, from the text's own ids; only where they can be framed. */
    float[] query(long[] alone) {
        return centred(encoder.query(alone), queryMean);
    }

    /** As {@link #passage(String)}, from the text's own ids; only where they can be framed. */
    float[] passage(long[] alone) {
        return centred(encoder.passage(alone), passageMean);
    }

    TextTokenizer tokenizer() {
        return encoder.tokenizer();
    }

    ModelWork work() {
        return encoder.work();
    }

    @Override
    public void close() {
        encoder.close();
    }

    private static float[] centred(float[] vector, float[] mean) {
        return Vectors.unit(Vectors.minus(Vectors.unit(vector), mean));
    }
}
