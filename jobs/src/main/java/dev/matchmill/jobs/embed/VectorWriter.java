package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.embeddings.store.EqualTexts;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a page of computed vectors in one transaction and counts it. */
record VectorWriter(
        ActiveModel model,
        EmbeddingStore store,
        EqualTexts equalTexts,
        Writes writes,
        Progress progress) {

    /** How many candidates have no vector of their text. */
    long behindCandidates() {
        return store.behindCandidateCount(model.id());
    }

    /**
     * Writes a page of candidates in one transaction: what was computed, and what somebody with an
     * equal text has.
     *
     * @return of {@code copied} those that are still to be computed: their twins are gone
     */
    Set<Long> write(
            CandidatePages pages,
            Map<Long, EntityVectors> computed,
            List<Long> copied,
            RunReport report) {
        Written written =
                writes.inNew(() -> {
                    Set<Long> mine = pages.settle(computed.keySet());
                    // Whoever took over a lease may have copied it: doing it twice changes nothing.
                    Set<Long> twins = equalTexts.copy(model.id(), copied);
                    pages.settle(twins);
                    Map<Long, EntityVectors> rows = new HashMap<>(computed);
                    rows.keySet().retainAll(mine);
                    return new Written(
                            store.replace(model.id(), EntityType.CANDIDATE, rows), twins);
                });
        report.embeddedCandidates().addAndGet(written.computed());
        report.copiedVectors().addAndGet(written.twins().size());
        Set<Long> alone = new TreeSet<>(copied);
        alone.removeAll(written.twins());
        return alone;
    }

    private record Written(int computed, Set<Long> twins) {}

    /**
     * Writes the vectors of the entities.
     *
     * @param vectors in the order of the ids
     * @param counter what the run's report counts them in
     */
    void write(EntityType type, List<Long> ids, List<EntityVectors> vectors, AtomicLong counter) {
        Map<Long, EntityVectors> rows = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            rows.put(ids.get(i), vectors.get(i));
        }
        writes.inNew(() -> store.replace(model.id(), type, rows));
        counter.addAndGet(rows.size());
        progress.advance(rows.size());
    }
}
