package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.PostingId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Computes the vectors of open postings whose text changed, a page at a time. */
final class EmbedPostings implements Piece {

    private final ActiveModel model;
    private final Supplier<EntityEmbedder> embedder;
    private final EmbeddingStore store;
    private final PostingTexts texts;
    private final Writes writes;
    private final Progress progress;
    private final EmbedSettings settings;
    private final RunReport report;
    private long after;

    EmbedPostings(
            ActiveModel model,
            Supplier<EntityEmbedder> embedder,
            EmbeddingStore store,
            PostingTexts texts,
            Writes writes,
            Progress progress,
            EmbedSettings settings,
            RunReport report) {
        this.model = model;
        this.embedder = embedder;
        this.store = store;
        this.texts = texts;
        this.writes = writes;
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
            write(behind, embedder.get().embedPostings(behind.stream().map(page::get).toList()));
        }
        return true;
    }

    private void write(List<PostingId> postings, List<EntityVectors> vectors) {
        Map<Long, EntityVectors> rows = new LinkedHashMap<>();
        for (int i = 0; i < postings.size(); i++) {
            rows.put(postings.get(i).value(), vectors.get(i));
        }
        writes.inNew(() -> {
            return store.replace(model.id(), EntityType.POSTING, rows);
        });
        report.embeddedPostings().addAndGet(rows.size());
        progress.advance(rows.size());
    }
}
