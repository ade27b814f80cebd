package dev.matchmill.embeddings.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a search for a group of postings found.
 *
 * @param nearest by the keys of the queries
 * @param engine which found them
 * @param recall of the index on these postings, where it was asked; below the least allowed one the
 *     exact engine found them after all
 */
public record GroupNeighbours(
        Map<Long, List<Neighbour>> nearest, SearchEngine engine, OptionalDouble recall) {

    public GroupNeighbours {
        nearest = Map.copyOf(nearest);
    }

    /** Whether the index was asked and what it found was thrown away. */
    public boolean isFallback() {
        return engine == SearchEngine.EXACT && recall.isPresent();
    }
}
