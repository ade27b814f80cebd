package dev.matchmill.embeddings.search;

/**
 * The one cosine that decides: in double precision, always in the same order of operations, so that
 * two vectors have the same similarity to the last bit whoever found them, in whichever batch.
 */
final class Cosine {

    private static final int LANES = 8;

    private Cosine() {}

    /**
     * Sum of the products of {@code query} and as many components of {@code vectors} from {@code
     * from} on. The products of two floats are exact in double; only the sum rounds.
     *
     * @param query its length a multiple of 8
     */
    static double dot(float[] vectors, int from, float[] query) {
        // Eight sums, for the processor would wait for a single one.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int i = 0, at = from; i < query.length; i += LANES, at += LANES) {
            a += (double) vectors[at] * query[i];
            b += (double) vectors[at + 1] * query[i + 1];
            c += (double) vectors[at + 2] * query[i + 2];
            d += (double) vectors[at + 3] * query[i + 3];
            e += (double) vectors[at + 4] * query[i + 4];
            f += (double) vectors[at + 5] * query[i + 5];
            g += (double) vectors[at + 6] * query[i + 6];
            h += (double) vectors[at + 7] * query[i + 7];
        }
        return ((a + e) + (b + f)) + ((c + g) + (d + h));
    }

    /** Length (L2 norm) of the vector of {@code dimension} components from {@code from} on. */
    static double norm(float[] vectors, int from, int dimension) {
        double squares = 0;
        for (int i = from; i < from + dimension; i++) {
            squares += (double) vectors[i] * vectors[i];
        }
        return Math.sqrt(squares);
    }
}
