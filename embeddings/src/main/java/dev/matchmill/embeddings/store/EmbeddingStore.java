package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads and writes the vectors of one model at a time, in the caller's transaction. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class EmbeddingStore {

    private final DataSource dataSource;

    public EmbeddingStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Makes the stored vectors of these entities equal the given ones and writes only what differs.
     *
     * @param vectors by entity id
     * @return how many entities were written; the others were up to date
     */
    public int replace(ModelId model, EntityType type, Map<Long, EntityVectors> vectors) {
        throw new UnsupportedOperationException(dataSource + " " + model + type + vectors.size());
    }

    /**
     * Candidates whose text has no vector of this model or one of another text; active ones only.
     *
     * @param afterId 0 at first, then the last id of the page before
     * @return at most {@code limit}, ordered by id
     */
    public List<BehindCandidate> behindCandidates(ModelId model, long afterId, int limit) {
        throw new UnsupportedOperationException(model + " " + afterId + limit);
    }

    /**
     * Of these postings' text hashes those that differ from what is stored for the model.
     *
     * @param contentHashes hash of each posting's text now
     * @return ordered by id
     */
    public List<PostingId> behindPostings(
            ModelId model, Map<PostingId, ContentHash> contentHashes) {
        throw new UnsupportedOperationException(model + " " + contentHashes.size());
    }

    /** The vector of a whole entity. */
    public Optional<Embedding> whole(ModelId model, EntityType type, long entityId) {
        throw new UnsupportedOperationException(model + " " + type + entityId);
    }
}
