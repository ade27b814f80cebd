package dev.matchmill.embeddings.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares candidates with many queries at once: the matrix product says who can be near enough,
 * and only they are compared exactly; so what comes out is exact, whatever the product rounds.
 * Holds native memory until it is closed. Confined to one thread.
 */
public final class Comparison implements AutoCloseable {

    /**
     * How far a product may lie from the exact similarity: two sums of 1,024 products of components
     * of unit vectors in single precision are off by at most 1,024 · 2^-24 = 6.1e-5 of which a
     * similarity is a mean; norms and shares in single precision add less than 1e-6.
     */
    static final double TOLERANCE = 1e-4;

    /** Rows that are multiplied at once: a few MB, and enough to make the product fast. */
    private static final int ROWS = 1_024;

    /** Fewer pairs than this are compared exactly in less time than the runtime needs to start. */
    private static final int FEW_PAIRS = 50_000;

    /** With fewer queries reading the vectors takes longer than comparing them exactly. */
    private static final int FEW_QUERIES = 8;

    /** What is done with the similarities. */
    public interface Taker {

        /** Similarity below which nobody matters to the query. */
        double floor(int query);

        /** Somebody who is not below the floor, scored exactly. */
        void take(int query, Neighbour neighbour);
    }

    private final List<float[]> queries;
    private final float[] similarities;
    private float[] products = new float[0];
    private @Nullable MatrixProduct product;

    /** Compares with these queries, each of 1,024 components and length 1. */
    public Comparison(Collection<float[]> queries) {
        this.queries = List.copyOf(queries);
        this.similarities = new float[queries.size()];
    }

    /** Gives whoever may matter to the taker, candidates in their order. */
    public void compare(VectorBlock block, Taker taker) {
        List<CandidateVectors> candidates = block.candidates();
        long pairs = (long) block.vectorCount() * queries.size();
        boolean isFew = queries.size() < FEW_QUERIES || pairs < FEW_PAIRS;
        if (isFew && product == null) {
            candidates.forEach(candidate -> exactly(candidate, taker));
            return;
        }
        List<CandidateVectors> part = new ArrayList<>();
        int rows = 0;
        for (CandidateVectors candidate : candidates) {
            part.add(candidate);
            rows += candidate.size();
            if (rows >= ROWS) {
                byProduct(part, rows, taker);
                part.clear();
                rows = 0;
            }
        }
        byProduct(part, rows, taker);
    }

    @Override
    public void close() {
        if (product != null) {
            product.close();
        }
    }

    private void exactly(CandidateVectors candidate, Taker taker) {
        for (int query = 0; query < queries.size(); query++) {
            take(candidate, query, taker);
        }
    }

    private void byProduct(List<CandidateVectors> candidates, int rows, Taker taker) {
        if (rows == 0) {
            return;
        }
        MatrixProduct multiplied = product;
        if (multiplied == null) {
            multiplied = new MatrixProduct(queries);
            product = multiplied;
        }
        if (products.length < rows * queries.size()) {
            products = new float[rows * queries.size()];
        }
        multiplied.multiply(candidates, products);
        int first = 0;
        for (CandidateVectors candidate : candidates) {
            candidate.compare(products, first, similarities);
            first += candidate.size();
            for (int query = 0; query < similarities.length; query++) {
                if (similarities[query] >= taker.floor(query) - TOLERANCE) {
                    take(candidate, query, taker);
                }
            }
        }
    }

    private void take(CandidateVectors candidate, int query, Taker taker) {
        Neighbour neighbour = candidate.compare(queries.get(query));
        if (neighbour.similarity() >= taker.floor(query)) {
            taker.take(query, neighbour);
        }
    }
}
