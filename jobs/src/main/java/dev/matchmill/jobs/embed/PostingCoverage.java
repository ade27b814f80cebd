package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many open postings have no vector of a model, or one of another text. */
public record PostingCoverage(JdbcClient jdbc, EmbeddingStore store) {

    private static final int PAGE = 1000;

    private static final String WITHOUT =
            """
            SELECT count(*)
            FROM jobs j
            WHERE j.status = 'open'
              AND j.deleted_at IS NULL
              AND NOT EXISTS (SELECT 1
                              FROM embeddings e
                              WHERE e.entity_type = 'job'
                                AND e.embedding_model_id = :model
                                AND e.entity_id = j.id)
            """;

    /** How many open postings have no vector of the model at all, so that they match nobody. */
    public static long without(JdbcClient jdbc, ModelId model) {
        return jdbc.sql(WITHOUT).param("model", model.value()).query(Long.class).single();
    }

    /** Of the model; reads all texts. */
    public long missing(ModelId model) {
        PostingTexts texts = new PostingTexts(jdbc);
        long missing = 0;
        long after = 0;
        while (true) {
            Map<PostingId, String> page = texts.page(after, PAGE);
            if (page.isEmpty()) {
                return missing;
            }
            Map<PostingId, ContentHash> hashes = new HashMap<>();
            for (Map.Entry<PostingId, String> posting : page.entrySet()) {
                hashes.put(posting.getKey(), ContentHash.of(posting.getValue()));
                after = Math.max(after, posting.getKey().value());
            }
            missing += store.behindPostings(model, hashes).size();
        }
    }
}
