package dev.matchmill.embeddings;

import java.util.Arrays;

/**
 * One vector of length 1 (L2 norm), so that the dot product of two is their cosine similarity.
 * Immutable and thread-safe.
 */
public final class Embedding {

    private final float[] components;

    private Embedding(float[] components) {
        this.components = components;
    }

    /**
     * A copy of {@code raw}, scaled to length 1.
     *
     * @throws IllegalArgumentException if the norm is 0, NaN or infinite
     */
    public static Embedding normalized(float[] raw) {
        double norm = norm(raw);
        if (!Double.isFinite(norm) || norm == 0) {
            throw new IllegalArgumentException("cannot normalize a vector of norm " + norm);
        }
        float[] unit = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            unit[i] = (float) (raw[i] / norm);
        }
        return new Embedding(unit);
    }

    /** A copy of the components, each in [-1, 1]. */
    public float[] toArray() {
        return components.clone();
    }

    /** How many components it has. */
    public int dimension() {
        return components.length;
    }

    /**
     * Cosine similarity in [-1, 1] up to rounding, summed in double precision.
     *
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double dot(Embedding other) {
        if (other.components.length != components.length) {
            throw new IllegalArgumentException(
                    "dimensions differ: " + components.length + " and " + other.components.length);
        }
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += (double) components[i] * other.components[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(components, that.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    @Override
    public String toString() {
        return "Embedding[" + components.length + "]";
    }

    private static double norm(float[] raw) {
        double squares = 0;
        for (float component : raw) {
            squares += (double) component * component;
        }
        return Math.sqrt(squares);
    }
}
