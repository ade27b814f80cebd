package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.EmbeddingTask;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityVectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Candidates whose vectors are on their way.
 *
 * @param computed whose texts are computed, in the order of the task
 * @param copied whose texts somebody else has vectors of
 */
record CandidatePage(
        List<BehindCandidate> computed, List<BehindCandidate> copied, EmbeddingTask task) {

    /** Starts to compute those that are not in {@code twins}. */
    static CandidatePage begin(
            List<BehindCandidate> page, Set<Long> twins, EntityEmbedder embedder) {
        List<BehindCandidate> computed =
                page.stream().filter(one -> !twins.contains(id(one))).toList();
        List<BehindCandidate> copied =
                page.stream().filter(one -> twins.contains(id(one))).toList();
        return new CandidatePage(
                computed,
                copied,
                embedder.beginCandidates(computed.stream().map(BehindCandidate::text).toList()));
    }

    boolean isEmpty() {
        return computed.isEmpty() && copied.isEmpty();
    }

    /** Of all of them. */
    List<Long> ids() {
        return Stream.concat(computed.stream(), copied.stream()).map(CandidatePage::id).toList();
    }

    /** The computed vectors by candidate; waits for them. */
    Map<Long, EntityVectors> vectors() throws InterruptedException {
        List<EntityVectors> results = task.result();
        Map<Long, EntityVectors> vectors = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            vectors.put(id(computed.get(i)), results.get(i));
        }
        return vectors;
    }

    static List<Long> ids(List<BehindCandidate> candidates) {
        return candidates.stream().map(CandidatePage::id).toList();
    }

    private static long id(BehindCandidate candidate) {
        return candidate.candidate().value();
    }
}
