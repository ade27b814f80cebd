package dev.matchmill.embeddings.search;

import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nearest of given candidates by comparing all of them: their vectors stream through memory
 * once for all queries, a block at a time, each read by a statement of its own. Thread-safe.
 */
final class ExactSearch {

    /**
     * Candidates read at once, 48 MB with two passages each: the fewer blocks, the fewer who are
     * near among those before them only and are compared exactly for nothing.
     */
    private static final int BLOCK = 4_000;

    /** Queries of one product, so that its result stays within a few MB. */
    private static final int QUERIES = 1_024;

    private final VectorCopy vectors;

    ExactSearch(VectorCopy vectors) {
        this.vectors = vectors;
    }

    /**
     * The k nearest to each query.
     *
     * @param ids whom to compare, sorted
     * @return for each query, by similarity descending, then id
     */
    List<List<Neighbour>> nearest(ModelId model, List<float[]> queries, long[] ids, int k) {
        List<Part> parts = new ArrayList<>();
        try {
            for (int from = 0; from < queries.size(); from += QUERIES) {
                parts.add(
                        new Part(
                                queries.subList(from, Math.min(queries.size(), from + QUERIES)),
                                k));
            }
            for (int from = 0; from < ids.length; from += BLOCK) {
                long[] some = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + BLOCK));
                VectorBlock block = new VectorBlock(vectors.read(model, some));
                parts.forEach(part -> part.compare(block));
            }
            return parts.stream().flatMap(Part::nearest).toList();
        } finally {
            parts.forEach(Part::close);
        }
    }

    /** Some of the queries with whom they have found so far. */
    private static final class Part implements Comparison.Taker, AutoCloseable {

        private final Comparison comparison;
        private final List<NearestKept> kept;
        private final int most;

        Part(List<float[]> queries, int k) {
            most = k;
            comparison = new Comparison(queries);
            kept = queries.stream().map(_ -> new NearestKept(k)).toList();
        }

        void compare(VectorBlock block) {
            comparison.compare(block, this);
            kept.forEach(NearestKept::sortOut);
        }

        Stream<List<Neighbour>> nearest() {
            return kept.stream().map(NearestKept::nearest);
        }

        @Override
        public double floor(int query) {
            return kept.get(query).floor();
        }

        @Override
        public int most() {
            return most;
        }

        @Override
        public void take(int query, Neighbour neighbour) {
            kept.get(query).offer(neighbour);
        }

        @Override
        public void close() {
            comparison.close();
        }
    }
}
