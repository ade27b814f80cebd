package dev.matchmill.embeddings.search;

/** Which engine an operator wants. */
public enum EngineChoice {
    /** The one that costs less for a group of postings. */
    AUTO,
    /** Always all candidates compared. */
    EXACT,
    /** Always the HNSW index; its recall is measured all the same. */
    GRAPH
}
