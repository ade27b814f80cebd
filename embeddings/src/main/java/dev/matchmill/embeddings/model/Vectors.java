package dev.matchmill.embeddings.model;

import java.util.List;

/** Arithmetic on plain float arrays, with sums in double precision. */
final class Vectors {

    private Vectors() {}

    /** Scales the array itself to length 1; leaves zeros alone. */
    static float[] unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        if (squares > 0) {
            double scale = 1 / Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] * scale);
            }
        }
        return vector;
    }

    /** The arithmetic mean; all of one dimension, at least one. */
    static float[] mean(List<float[]> vectors) {
        double[] sum = new double[vectors.getFirst().length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / vectors.size());
        }
        return mean;
    }

    /** Subtracts in place. */
    static float[] minus(float[] vector, float[] subtrahend) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= subtrahend[i];
        }
        return vector;
    }
}
