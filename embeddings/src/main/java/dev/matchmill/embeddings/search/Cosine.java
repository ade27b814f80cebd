package dev.matchmill.embeddings.search;

/**
 * The one cosine that decides: in double precision, always in the same order of operations, so that
 * two vectors have the same similarity to the last bit whoever found them, in whichever batch.
 */
final class Cosine {

    private static final int LANES = 8;

    /** Products at a time: they stay in the processor's nearest cache. */
    private static final int PRODUCTS = 128;

    private Cosine() {}

    /**
     * Sum of the products of {@code query} and as many components of {@code vectors} from {@code
     * from} on. The products of two floats are exact in double; only the sum rounds.
     *
     * @param query its length a multiple of 8
     */
    static double dot(float[] vectors, int from, float[] query) {
        // The compiler makes vector instructions of a loop without sums.
        double[] products = new double[PRODUCTS];
        // Eight sums, for the processor would wait for a single one.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int part = 0; part < query.length; part += PRODUCTS) {
            int size = Math.min(PRODUCTS, query.length - part);
            for (int i = 0; i < size; i++) {
                products[i] = (double) vectors[from + part + i] * (double) query[part + i];
            }
            for (int i = 0; i < size; i += LANES) {
                a += products[i];
                b += products[i + 1];
                c += products[i + 2];
                d += products[i + 3];
                e += products[i + 4];
                f += products[i + 5];
                g += products[i + 6];
                h += products[i + 7];
            }
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
