package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The nearest candidates through the HNSW index, scored exactly afterwards. Keeps vectors of those
 * found for the queries that follow, in bounded memory. Needs a transaction; confined to one search
 * of a group.
 */
final class GraphSearch {

    /** Vectors fetched for each candidate wanted: a candidate has several, and may win with any. */
    private static final int VECTORS_PER_CANDIDATE = 4;

    /** Beyond so many vectors for each candidate wanted, more of them don't change the best k. */
    private static final int MOST_VECTORS_PER_CANDIDATE = 16;

    private static final int FEWEST_VECTORS = 100;

    /** Vectors kept: 64 MB. */
    private static final int KEPT = 16_384;

    private final GraphScan graph;
    private final VectorCopy vectors;
    private final ModelId model;
    private final CandidateFilter filter;
    private final Map<Long, CandidateVectors> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int keptVectors;

    GraphSearch(GraphScan graph, VectorCopy vectors, ModelId model, CandidateFilter filter) {
        this.graph = graph;
        this.vectors = vectors;
        this.model = model;
        this.filter = filter;
    }

    /**
     * At most k; fewer when there are no more or the index gave up before.
     *
     * @return by similarity descending, then id
     */
    List<Neighbour> nearest(Embedding query, int k) {
        float[] components = query.toArray();
        int limit = Math.max(FEWEST_VECTORS, VECTORS_PER_CANDIDATE * k);
        while (true) {
            List<GraphScan.Hit> hits = graph.nearest(model, query, filter, limit);
            Collection<Long> candidates = new TreeSet<>();
            double farthest = 1;
            for (GraphScan.Hit hit : hits) {
                candidates.add(hit.candidateId());
                farthest = Math.min(farthest, hit.similarity());
            }
            boolean isExhausted = hits.size() < limit;
            List<Neighbour> best =
                    vectors(candidates).stream()
                            .map(candidate -> candidate.compare(components))
                            .sorted(NearestKept.NEAREST_FIRST)
                            .limit(k)
                            .toList();
            // A score is a mean of two cosines of the candidate's vectors, so nobody who is not
            // among the hits can score above the farthest hit.
            boolean isComplete = best.size() == k && best.getLast().similarity() >= farthest;
            if (isComplete
                    || isExhausted
                    || limit >= MOST_VECTORS_PER_CANDIDATE * Math.max(k, FEWEST_VECTORS / 4)) {
                return best;
            }
            limit *= 2;
        }
    }

    private List<CandidateVectors> vectors(Collection<Long> candidates) {
        List<CandidateVectors> found = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (Long candidate : candidates) {
            CandidateVectors known = kept.get(candidate);
            if (known == null) {
                missing.add(candidate);
            } else {
                found.add(known);
            }
        }
        List<CandidateVectors> read =
                vectors.read(model, missing.stream().mapToLong(Long::longValue).toArray());
        found.addAll(read);
        read.forEach(this::keep);
        return found;
    }

    private void keep(CandidateVectors candidate) {
        kept.put(candidate.id(), candidate);
        keptVectors += candidate.size();
        var eldest = kept.values().iterator();
        while (keptVectors > KEPT) {
            keptVectors -= eldest.next().size();
            eldest.remove();
        }
    }
}
