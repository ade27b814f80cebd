package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.Writes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a page of computed vectors in one transaction and counts it. */
record VectorWriter(ActiveModel model, EmbeddingStore store, Writes writes, Progress progress) {

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
