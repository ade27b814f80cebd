package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.ItemsAtWork;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Computes the vectors of open postings whose text changed, a page at a time. */
final class EmbedPostings implements Piece {

    private final ActiveModel model;
    private final EntityEmbedder embedder;
    private final EmbeddingStore store;
    private final PostingTexts texts;
    private final VectorWriter writer;
    private final Progress progress;
    private final EmbedSettings settings;
    private final RunReport report;
    private long after;

    EmbedPostings(
            ActiveModel model,
            EntityEmbedder embedder,
            EmbeddingStore store,
            PostingTexts texts,
            VectorWriter writer,
            Progress progress,
            EmbedSettings settings,
            RunReport report) {
        this.model = model;
        this.embedder = embedder;
        this.store = store;
        this.texts = texts;
        this.writer = writer;
        this.progress = progress;
        this.settings = settings;
        this.report = report;
    }

    @Override
    public boolean next() throws InterruptedException {
        if (after == 0) {
            progress.begin("postings", 0);
        }
        Map<PostingId, String> page = texts.page(after, settings.batchSize());
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        after = page.keySet().stream().mapToLong(PostingId::value).max().orElseThrow();
        Map<PostingId, ContentHash> hashes =
                page.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, e -> ContentHash.of(e.getValue())));
        List<PostingId> behind = store.behindPostings(model.id(), hashes);
        if (!behind.isEmpty()) {
            List<Long> ids = behind.stream().map(PostingId::value).toList();
            ItemsAtWork.are("posting", ids);
            List<EntityVectors> vectors =
                    embedder.embedPostings(behind.stream().map(page::get).toList());
            writer.write(EntityType.POSTING, ids, vectors, report.embeddedPostings());
            report.modelWork(embedder.work());
        }
        return true;
    }
}
