package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Neighbour;

/**
 * A candidate whom a posting's ranking looked at.
 *
 * @param similarity exact, in [-1, 1]
 * @param score in [0, 1]; NaN where none was computed
 */
record PoolMember(long candidate, double similarity, double score) {

    static PoolMember of(Neighbour neighbour) {
        return new PoolMember(neighbour.candidate().value(), neighbour.similarity(), Double.NaN);
    }

    boolean isScored() {
        return !Double.isNaN(score);
    }

    PoolMember scored(double computed) {
        return new PoolMember(candidate, similarity, computed);
    }

    PoolMember unscored() {
        return scored(Double.NaN);
    }
}
