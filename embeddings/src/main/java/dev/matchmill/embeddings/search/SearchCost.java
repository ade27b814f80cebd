package dev.matchmill.embeddings.search;

/**
 * What a search for a group of postings is expected to cost, in seconds of one core; only the ratio
 * of the two engines matters. Measured on two cores with AVX-512 and a server beside (README, "Two
 * engines"); pure.
 */
final class SearchCost {

    /** Reading one vector from the server and unpacking it. */
    static final double VECTOR = 25e-6;

    /** One pair of posting and vector in the matrix product, and looking at it. */
    static final double PAIR = 0.04e-6;

    /** The exact comparisons that a posting's list of the nearest asks for. */
    static final double POSTING = 0.6e-3;

    /** One search of 1,000 vectors in the index, and reading whom it found. */
    static final double GRAPH_SEARCH = 60e-3;

    private SearchCost() {}

    /** All vectors compared with all postings of the group. */
    static double exact(long postings, long vectors) {
        return vectors * (VECTOR + postings * PAIR) + postings * POSTING;
    }

    /**
     * A search in the index for each posting, and its recall measured.
     *
     * @param sampled vectors that recall is measured on
     */
    static double graph(long postings, long sampled) {
        return postings * GRAPH_SEARCH + exact(Math.min(postings, RecallSample.POSTINGS), sampled);
    }

    /** The cheaper engine; the exact one when they cost the same. */
    static SearchEngine cheaper(long postings, long vectors, long sampled) {
        return graph(postings, sampled) < exact(postings, vectors)
                ? SearchEngine.GRAPH
                : SearchEngine.EXACT;
    }
}
