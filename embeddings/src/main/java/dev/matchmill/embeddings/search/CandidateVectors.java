package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.type.CandidateId;
import java.util.Arrays;

/** All vectors of one candidate: the whole and its passages. Immutable and thread-safe. */
final class CandidateVectors {

    private static final int DIMENSION = ModelDescription.DIMENSION;

    private final long id;
    private final float[] components;
    private final int[] numbers;
    private final boolean isOnePassage;
    private final double[] norms;

    /**
     * Takes the arrays over.
     *
     * @param components of all vectors, one after the other
     * @param numbers chunk number of each, ascending; 0 is the whole
     * @param count passages of the candidate; the whole of a single one is that passage
     */
    CandidateVectors(long id, float[] components, int[] numbers, int count) {
        this.id = id;
        this.components = components;
        this.numbers = numbers;
        this.isOnePassage = count == 1;
        this.norms = new double[numbers.length];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = Cosine.norm(components, i * DIMENSION, DIMENSION);
        }
    }

    long id() {
        return id;
    }

    /** How many vectors. */
    int size() {
        return numbers.length;
    }

    /** Components of all vectors, one after the other; not to be written to. */
    float[] components() {
        return components;
    }

    /** Whether it has what a similarity needs: a whole and a passage. */
    boolean isComparable() {
        return numbers[0] == 0 && (isOnePassage || numbers.length > 1);
    }

    /** The exact similarity. */
    Neighbour compare(float[] query) {
        double whole = cosine(0, query);
        double best = isOnePassage ? whole : -2;
        int passage = 1;
        for (int i = 1; i < numbers.length; i++) {
            double cosine = cosine(i, query);
            if (cosine > best) {
                best = cosine;
                passage = numbers[i];
            }
        }
        return new Neighbour(
                new CandidateId(id),
                Neighbour.WHOLE_SHARE * whole + (1 - Neighbour.WHOLE_SHARE) * best,
                passage);
    }

    /**
     * Nearly the same similarity for many queries at once.
     *
     * @param dots by vector, then by query: the products in single precision
     * @param first index of this candidate's first vector in {@code dots}
     * @param into a similarity for each query
     */
    void compare(float[] dots, int first, float[] into) {
        int queries = into.length;
        float ofWhole = (float) (1 / norms[0]);
        Arrays.fill(into, -2);
        for (int i = isOnePassage ? 0 : 1; i < numbers.length; i++) {
            float scale = (float) (1 / norms[i]);
            int at = (first + i) * queries;
            for (int q = 0; q < queries; q++) {
                into[q] = Math.max(into[q], scale * dots[at + q]);
            }
        }
        float share = (float) Neighbour.WHOLE_SHARE;
        int at = first * queries;
        for (int q = 0; q < queries; q++) {
            into[q] = share * (ofWhole * dots[at + q]) + (1 - share) * into[q];
        }
    }

    private double cosine(int vector, float[] query) {
        double dot = Cosine.dot(components, vector * DIMENSION, query);
        return Math.clamp(dot / norms[vector], -1.0, 1.0);
    }
}
