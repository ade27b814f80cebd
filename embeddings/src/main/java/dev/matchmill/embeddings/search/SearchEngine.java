package dev.matchmill.embeddings.search;

import java.util.Locale;

/**
 * How the nearest candidates are found. Both ways score exactly; only the first finds everybody.
 */
public enum SearchEngine {
    /** All candidates are compared, as a product of matrices. */
    EXACT,
    /** Through the HNSW index. */
    GRAPH;

    /** As it is stored and printed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
