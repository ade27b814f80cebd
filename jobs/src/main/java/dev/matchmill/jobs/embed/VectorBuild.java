package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.store.BehindCandidate;
import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityEmbedder;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.jobs.run.JobParts;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives every posting and candidate a vector of one model that is not the active one, a page at a
 * time, until nobody lacks one; so it goes on where it left off. Whoever was erased since a page
 * was read gets none: the transaction that writes looks and locks again. The model is opened when
 * there is something to compute.
 */
final class VectorBuild implements Piece, AutoCloseable {

    private final ModelId model;
    private final Supplier<EmbeddingModel> opening;
    private final EmbeddingStore store;
    private final PostingTexts postings;
    private final JobParts parts;
    private final Pace pace;
    private final RunReport report;
    private @Nullable EmbeddingModel opened;
    private @Nullable EntityEmbedder embedder;
    private boolean atCandidates;
    private long after;
    private boolean wrote;
    private boolean gone;

    VectorBuild(
            ModelId model,
            Supplier<EmbeddingModel> opening,
            EmbeddingStore store,
            JobParts parts,
            Pace pace,
            RunReport report) {
        this.model = model;
        this.opening = opening;
        this.store = store;
        this.postings = new PostingTexts(parts.jdbc());
        this.parts = parts;
        this.pace = pace;
        this.report = report;
    }

    @Override
    public boolean next() throws InterruptedException {
        if (pace.rest()) {
            return true;
        }
        boolean left = atCandidates ? candidates() : postings();
        if (gone) {
            return false;
        }
        if (!left) {
            parts.progress().end();
            after = 0;
            if (atCandidates && !wrote) {
                return false;
            }
            // Texts may have changed behind our back: again from the start, until none has.
            wrote = wrote && !atCandidates;
            atCandidates = !atCandidates;
        }
        return true;
    }

    /** Whether the model was dropped under way. */
    boolean isGone() {
        return gone;
    }

    private boolean postings() throws InterruptedException {
        Map<PostingId, String> page = postings.page(after, pace.begin());
        if (page.isEmpty()) {
            return false;
        }
        after = page.keySet().stream().mapToLong(PostingId::value).max().orElseThrow();
        Map<PostingId, ContentHash> hashes =
                page.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, e -> ContentHash.of(e.getValue())));
        List<PostingId> behind = store.behindPostings(model, hashes);
        if (!behind.isEmpty()) {
            write(
                    EntityType.POSTING,
                    behind.stream().map(PostingId::value).toList(),
                    embedder().embedPostings(behind.stream().map(page::get).toList()),
                    report.embeddedPostings());
        } else {
            pace.skip();
        }
        return true;
    }

    private boolean candidates() throws InterruptedException {
        if (after == 0) {
            parts.progress().begin("build", store.behindCandidateCount(model));
        }
        List<BehindCandidate> page = store.behindCandidates(model, after, pace.begin());
        if (page.isEmpty()) {
            return false;
        }
        after = page.getLast().candidate().value();
        write(
                EntityType.CANDIDATE,
                page.stream().map(behind -> behind.candidate().value()).toList(),
                embedder().embedCandidates(page.stream().map(BehindCandidate::text).toList()),
                report.embeddedCandidates());
        return true;
    }

    private void write(
            EntityType type, List<Long> ids, List<EntityVectors> vectors, AtomicLong counter) {
        Map<Long, EntityVectors> rows = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            rows.put(ids.get(i), vectors.get(i));
        }
        ModelRows models = new ModelRows(parts.jdbc());
        int written =
                parts.writes()
                        .inNew(() ->
                                models.lockPresent(model) ? store.replace(model, type, rows) : -1);
        gone = written < 0;
        wrote |= written > 0;
        counter.addAndGet(Math.max(0, written));
        parts.progress().advance(rows.size());
        pace.end(rows.size());
    }

    private EntityEmbedder embedder() {
        EntityEmbedder ready = embedder;
        if (ready == null) {
            EmbeddingModel fresh = opening.get();
            opened = fresh;
            ready = new EntityEmbedder(fresh);
            embedder = ready;
        }
        return ready;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
