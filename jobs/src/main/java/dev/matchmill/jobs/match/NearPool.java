package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.search.Comparison;
import dev.matchmill.embeddings.search.Neighbour;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notes for each of some postings which changed candidates of its scope are as near as its pool
 * reaches.
 *
 * @param postings in the order of the queries
 * @param pools of each
 * @param organizations whose candidates the changed ones are
 */
record NearPool(
        Refresh refresh,
        List<PostingSide> postings,
        List<Pool> pools,
        Map<Long, Set<Long>> organizations)
        implements Comparison.Taker {

    @Override
    public double floor(int query) {
        return pools.get(query).least();
    }

    @Override
    public int most() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void take(int query, Neighbour neighbour) {
        PostingSide posting = postings.get(query);
        if (isInScope(posting, neighbour.candidate().value())) {
            refresh.near(posting.id(), neighbour);
        }
    }

    private boolean isInScope(PostingSide posting, long candidate) {
        Long scope = posting.organization();
        return scope == null || organizations.getOrDefault(candidate, Set.of()).contains(scope);
    }
}
