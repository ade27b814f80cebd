package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Progress;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Computes the vectors of candidates whose text changed, a page at a time. */
final class EmbedCandidates implements Piece {

    private static final String BEHIND =
            """
            SELECT count(*)
            FROM pipeline.candidate_texts t
            JOIN candidates c ON c.id = t.candidate_id
            WHERE c.is_active
              AND c.deleted_at IS NULL
              AND NOT EXISTS (
                  SELECT 1
                  FROM embeddings e
                  WHERE e.entity_type = 'candidate'
                    AND e.embedding_model_id = :model
                    AND e.entity_id = t.candidate_id
                    AND e.chunk_no = 0
                    AND e.content_hash = t.text_sha256)
            """;

    private final ActiveModel model;
    private final Supplier<EntityEmbedder> embedder;
    private final EmbeddingStore store;
    private final Writes writes;
    private final JdbcClient jdbc;
    private final Progress progress;
    private final EmbedSettings settings;
    private final RunReport report;
    private long after;

    EmbedCandidates(
            ActiveModel model,
            Supplier<EntityEmbedder> embedder,
            EmbeddingStore store,
            Writes writes,
            JdbcClient jdbc,
            Progress progress,
            EmbedSettings settings,
            RunReport report) {
        this.model = model;
        this.embedder = embedder;
        this.store = store;
        this.writes = writes;
        this.jdbc = jdbc;
        this.progress = progress;
        this.settings = settings;
        this.report = report;
    }

    @Override
    public boolean next() throws InterruptedException {
        if (after == 0) {
            long behind =
                    jdbc.sql(BEHIND).param("model", model.id().value()).query(Long.class).single();
            progress.begin("embed", behind);
        }
        List<BehindCandidate> page =
                store.behindCandidates(model.id(), after, settings.batchSize());
        if (page.isEmpty()) {
            progress.end();
            return false;
        }
        after = page.getLast().candidate().value();
        List<BehindCandidate> worded = page.stream().filter(c -> !c.text().isBlank()).toList();
        List<EntityVectors> vectors =
                embedder.get().embedCandidates(worded.stream().map(BehindCandidate::text).toList());
        Map<Long, EntityVectors> rows = new LinkedHashMap<>();
        for (int i = 0; i < worded.size(); i++) {
            rows.put(worded.get(i).candidate().value(), vectors.get(i));
        }
        writes.inNew(() -> {
            return store.replace(model.id(), EntityType.CANDIDATE, rows);
        });
        report.embeddedCandidates().addAndGet(rows.size());
        progress.advance(rows.size());
        return true;
    }
}
