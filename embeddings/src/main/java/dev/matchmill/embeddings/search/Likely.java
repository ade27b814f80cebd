package dev.matchmill.embeddings.search;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Who of a block may be among the nearest to one query, by similarities that are off by at most
 * {@link Comparison#TOLERANCE}: so only they need be compared exactly, a few more than are wanted.
 * Confined to one thread.
 */
final class Likely {

    private static final int FIRST_SIZE = 512;

    private final int most;
    private float[] similarities;
    private int[] candidates;
    private int size;
    private float bound;

    /**
     * For a query.
     *
     * @param most how many of the block are wanted at most
     */
    Likely(int most) {
        this.most = most;
        int room = 2 * Math.min(most, FIRST_SIZE);
        this.similarities = new float[room];
        this.candidates = new int[room];
    }

    /**
     * Begins a block.
     *
     * @param floor exact similarity below which nobody matters
     */
    void begin(double floor) {
        size = 0;
        bound = (float) (floor - Comparison.TOLERANCE);
    }

    /** Who is below this needn't be added. */
    float bound() {
        return bound;
    }

    /** Adds a candidate who is not below the bound, which may rise by it. */
    void add(int candidate, float similarity) {
        if (size == candidates.length) {
            cut();
            if (size > candidates.length / 4 * 3) {
                similarities = Arrays.copyOf(similarities, 2 * size);
                candidates = Arrays.copyOf(candidates, 2 * size);
            }
        }
        similarities[size] = similarity;
        candidates[size] = candidate;
        size++;
    }

    /** Ends the block: gives those that are left, in the order in which they were added. */
    void end(IntConsumer taker) {
        cut();
        for (int i = 0; i < size; i++) {
            taker.accept(candidates[i]);
        }
    }

    private void cut() {
        if (size <= most) {
            return;
        }
        float[] sorted = Arrays.copyOf(similarities, size);
        Arrays.sort(sorted);
        // The last one wanted may in truth be nearer by as much as another one is farther.
        float last = sorted[size - most];
        bound = Math.max(bound, (float) (last - 2 * Comparison.TOLERANCE));
        int left = 0;
        for (int i = 0; i < size; i++) {
            if (similarities[i] >= bound) {
                similarities[left] = similarities[i];
                candidates[left] = candidates[i];
                left++;
            }
        }
        size = left;
    }
}
