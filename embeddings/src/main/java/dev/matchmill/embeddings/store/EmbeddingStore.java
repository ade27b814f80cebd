package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads and writes the vectors of one model at a time, in the caller's transaction. Thread-safe.
 */
public final class EmbeddingStore {

    private static final String STORED =
            """
            SELECT entity_id, chunk_count, content_hash
            FROM embeddings
            WHERE entity_type = CAST(:type AS embedding_entity_type)
              AND embedding_model_id = :model
              AND entity_id = ANY (:ids)
              AND chunk_no = 0
            ORDER BY entity_id
            """;

    private static final String DELETE =
            """
            DELETE FROM embeddings
            WHERE entity_type = CAST(:type AS embedding_entity_type)
              AND embedding_model_id = :model
              AND entity_id = ANY (:ids)
            """;

    static final String IS_BEHIND =
            """
            FROM pipeline.candidate_texts t
            JOIN candidates c ON c.id = t.candidate_id
            WHERE t.candidate_id > :afterId
              AND c.is_active
              AND c.deleted_at IS NULL
              AND c.anonymized_at IS NULL
              AND c.restricted_at IS NULL
              AND c.merged_into_id IS NULL
              AND t.text_content ~ '\\S'
              AND NOT EXISTS (
                  SELECT 1
                  FROM embeddings e
                  WHERE e.entity_type = 'candidate'
                    AND e.embedding_model_id = :model
                    AND e.entity_id = t.candidate_id
                    AND e.chunk_no = 0
                    AND e.content_hash = t.text_sha256)
            """;

    private static final String BEHIND =
            "SELECT t.candidate_id, t.text_content, t.text_sha256\n"
                    + IS_BEHIND
                    + """
                    ORDER BY t.candidate_id
                    LIMIT :limit
                    """;

    private static final String BEHIND_COUNT = "SELECT count(*)\n" + IS_BEHIND;

    private static final String WHOLE =
            """
            SELECT entity_id, vector_send(embedding_vector) AS wire
            FROM embeddings
            WHERE entity_type = CAST(:type AS embedding_entity_type)
              AND embedding_model_id = :model
              AND entity_id = ANY (:ids)
              AND chunk_no = 0
            ORDER BY entity_id
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    public EmbeddingStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.template = new JdbcTemplate(dataSource);
    }

    /**
     * Makes the stored vectors of these entities equal the given ones and writes only what differs:
     * equal hash and number of passages, equal vectors. Entities that are gone, deleted or
     * anonymized are left out.
     *
     * @param vectors by entity id
     * @return how many entities were written
     * @throws IllegalStateException outside a transaction
     * @throws IllegalArgumentException if a vector does not fit the column
     */
    public int replace(ModelId model, EntityType type, Map<Long, EntityVectors> vectors) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("replace needs a transaction of the caller");
        }
        vectors.values().forEach(EmbeddingStore::demandDimension);
        SortedMap<Long, EntityVectors> changed = changed(model, type, new TreeMap<>(vectors));
        if (changed.isEmpty()) {
            return 0;
        }
        changed.keySet().retainAll(lockLiving(type, changed.keySet()));
        // Somebody else may have written them while we waited for the lock.
        changed = changed(model, type, changed);
        if (changed.isEmpty()) {
            return 0;
        }
        jdbc.sql(DELETE)
                .param("type", type.label())
                .param("model", model.value())
                .param("ids", ids(changed.keySet()))
                .update();
        BinaryCopy copy = new BinaryCopy(type, model);
        changed.forEach(copy::add);
        template.execute(
                (ConnectionCallback<@Nullable Void>)
                        connection -> {
                            copy.send(connection);
                            return null;
                        });
        return changed.size();
    }

    /**
     * Candidates whose text has no vector of this model or one of another text; active ones only.
     *
     * @param afterId 0 at first, then the last id of the page before
     * @return at most {@code limit}, ordered by id
     */
    public List<BehindCandidate> behindCandidates(ModelId model, long afterId, int limit) {
        return jdbc.sql(BEHIND)
                .param("model", model.value())
                .param("afterId", afterId)
                .param("limit", limit)
                .query((row, _) ->
                        new BehindCandidate(
                                new CandidateId(row.getLong("candidate_id")),
                                row.getString("text_content"),
                                ContentHash.of(row.getBytes("text_sha256"))))
                .list();
    }

    /** How many candidates {@link #behindCandidates} would list in all. */
    public long behindCandidateCount(ModelId model) {
        return jdbc.sql(BEHIND_COUNT)
                .param("model", model.value())
                .param("afterId", 0L)
                .query(Long.class)
                .single();
    }

    /**
     * Of these postings those whose text hash differs from what is stored for the model.
     *
     * @param contentHashes hash of each posting's text now
     * @return ordered by id
     */
    public List<PostingId> behindPostings(
            ModelId model, Map<PostingId, ContentHash> contentHashes) {
        List<Long> ids = contentHashes.keySet().stream().map(PostingId::value).toList();
        Map<Long, Stored> stored = stored(model, EntityType.POSTING, ids);
        return contentHashes.keySet().stream()
                .filter(posting -> {
                    Stored row = stored.get(posting.value());
                    return row == null || !row.contentHash().equals(contentHashes.get(posting));
                })
                .sorted()
                .toList();
    }

    /** The vectors of whole entities (chunk 0) by id; the ones that have none are left out. */
    public SortedMap<Long, Embedding> wholes(
            ModelId model, EntityType type, Collection<Long> entityIds) {
        SortedMap<Long, Embedding> wholes = new TreeMap<>();
        jdbc.sql(WHOLE)
                .param("type", type.label())
                .param("model", model.value())
                .param("ids", ids(entityIds))
                .query(row -> {
                    wholes.put(row.getLong("entity_id"), embedding(row));
                });
        return wholes;
    }

    /** The vector of one whole entity. */
    public Optional<Embedding> whole(ModelId model, EntityType type, long entityId) {
        return Optional.ofNullable(wholes(model, type, List.of(entityId)).get(entityId));
    }

    private SortedMap<Long, EntityVectors> changed(
            ModelId model, EntityType type, SortedMap<Long, EntityVectors> vectors) {
        Map<Long, Stored> stored = stored(model, type, vectors.keySet());
        SortedMap<Long, EntityVectors> changed = new TreeMap<>(vectors);
        changed.entrySet()
                .removeIf(entity ->
                        new Stored(
                                        entity.getValue().contentHash(),
                                        entity.getValue().passages().size())
                                .equals(stored.get(entity.getKey())));
        return changed;
    }

    private Map<Long, Stored> stored(ModelId model, EntityType type, Collection<Long> entityIds) {
        Map<Long, Stored> stored = new HashMap<>();
        jdbc.sql(STORED)
                .param("type", type.label())
                .param("model", model.value())
                .param("ids", ids(entityIds))
                .query(row -> {
                    stored.put(
                            row.getLong("entity_id"),
                            new Stored(
                                    ContentHash.of(row.getBytes("content_hash")),
                                    row.getInt("chunk_count")));
                });
        return stored;
    }

    private List<Long> lockLiving(EntityType type, Collection<Long> entityIds) {
        return jdbc.sql(type.lockLiving()).param("ids", ids(entityIds)).query(Long.class).list();
    }

    private static void demandDimension(EntityVectors vectors) {
        if (vectors.whole().dimension() != ModelDescription.DIMENSION) {
            throw new IllegalArgumentException(
                    "a vector must have "
                            + ModelDescription.DIMENSION
                            + " dimensions, not "
                            + vectors.whole().dimension());
        }
    }

    private static Long[] ids(Collection<Long> entityIds) {
        return entityIds.toArray(Long[]::new);
    }

    // Its wire form: dimension and zero as int16, then the components, big-endian.
    private static Embedding embedding(ResultSet row) throws SQLException {
        byte[] wire = row.getBytes("wire");
        float[] components = new float[(wire.length - 2 * Short.BYTES) / Float.BYTES];
        ByteBuffer.wrap(wire, 2 * Short.BYTES, components.length * Float.BYTES)
                .asFloatBuffer()
                .get(components);
        return Embedding.normalized(components);
    }

    private record Stored(ContentHash contentHash, int passageCount) {}
}
