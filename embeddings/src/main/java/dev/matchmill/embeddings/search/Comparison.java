package dev.matchmill.embeddings.search;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
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

        /** How many of a block matter to a query at most: its nearest. */
        int most();

        /** Somebody who is not below the floor, scored exactly. */
        void take(int query, Neighbour neighbour);
    }

    private final List<float[]> queries;
    private final float[] similarities;
    private final float[] bounds;
    private float[] products = new float[0];
    private @Nullable MatrixProduct product;

    /** Compares with these queries, each of 1,024 components and length 1. */
    public Comparison(Collection<float[]> queries) {
        this.queries = List.copyOf(queries);
        this.similarities = new float[queries.size()];
        this.bounds = new float[queries.size()];
    }

    /** Gives whoever may matter to the taker, those of one query in the order of the block. */
    public void compare(VectorBlock block, Taker taker) {
        List<CandidateVectors> candidates = block.candidates();
        long pairs = (long) block.vectorCount() * queries.size();
        boolean isFew = queries.size() < FEW_QUERIES || pairs < FEW_PAIRS;
        if (isFew && product == null) {
            candidates.forEach(candidate -> exactly(candidate, taker));
            return;
        }
        List<Likely> likely =
                IntStream.range(0, queries.size())
                        .mapToObj(query -> begun(query, taker, candidates.size()))
                        .toList();
        int from = 0;
        int rows = 0;
        for (int to = 0; to < candidates.size(); to++) {
            rows += candidates.get(to).size();
            if (rows >= ROWS || to == candidates.size() - 1) {
                byProduct(candidates, from, to + 1, likely);
                from = to + 1;
                rows = 0;
            }
        }
        for (int query = 0; query < likely.size(); query++) {
            int asked = query;
            likely.get(query).end(index -> take(candidates.get(index), asked, taker));
        }
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

    private Likely begun(int query, Taker taker, int size) {
        Likely likely = new Likely(Math.min(taker.most(), size));
        likely.begin(taker.floor(query));
        bounds[query] = likely.bound();
        return likely;
    }

    private void byProduct(
            List<CandidateVectors> candidates, int from, int to, List<Likely> likely) {
        List<CandidateVectors> part = candidates.subList(from, to);
        int rows = part.stream().mapToInt(CandidateVectors::size).sum();
        MatrixProduct multiplied = product;
        if (multiplied == null) {
            multiplied = new MatrixProduct(queries);
            product = multiplied;
        }
        if (products.length < rows * queries.size()) {
            products = new float[rows * queries.size()];
        }
        multiplied.multiply(part, products);
        int first = 0;
        for (int index = from; index < to; index++) {
            CandidateVectors candidate = candidates.get(index);
            candidate.compare(products, first, similarities);
            first += candidate.size();
            for (int query = 0; query < similarities.length; query++) {
                if (similarities[query] >= bounds[query]) {
                    Likely those = likely.get(query);
                    those.add(index, similarities[query]);
                    bounds[query] = those.bound();
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
