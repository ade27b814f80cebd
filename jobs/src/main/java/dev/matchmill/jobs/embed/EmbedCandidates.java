package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import java.util.List;

/** Computes the vectors of candidates whose text changed, a page at a time. */
final class EmbedCandidates implements Piece {

    private final ActiveModel model;
    private final EntityEmbedder embedder;
    private final EmbeddingStore store;
    private final VectorWriter writer;
    private final Progress progress;
    private final EmbedSettings settings;
    private final RunReport report;
    private long after;

    EmbedCandidates(
            ActiveModel model,
            EntityEmbedder embedder,
            EmbeddingStore store,
            VectorWriter writer,
            Progress progress,
            EmbedSettings settings,
            RunReport report) {
        this.model = model;
        this.embedder = embedder;
        this.store = store;
        this.writer = writer;
        this.progress = progress;
        this.settings = settings;
        this.report = report;
    }

    @Override
    public boolean next() throws InterruptedException {
        if (after == 0) {
            progress.begin("embed", store.behindCandidateCount(model.id()));
        }
        List<BehindCandidate> page =
                store.behindCandidates(model.id(), after, settings.batchSize());
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        after = page.getLast().candidate().value();
        List<EntityVectors> vectors =
                embedder.embedCandidates(page.stream().map(BehindCandidate::text).toList());
        List<Long> ids = page.stream().map(behind -> behind.candidate().value()).toList();
        writer.write(EntityType.CANDIDATE, ids, vectors, report.embeddedCandidates());
        return true;
    }
}
