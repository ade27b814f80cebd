package dev.matchmill.embeddings.store;

import dev.matchmill.migrations.type.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies vectors between candidates whose texts are equal, instead of computing them again: the
 * same resume under two addresses, or a form that many hand in. Thread-safe.
 */
public final class EqualTexts {

    private static final String TWINS =
            """
            SELECT DISTINCT ON (b.candidate_id) b.candidate_id, e.entity_id AS twin_id
            FROM pipeline.candidate_texts b
            JOIN pipeline.candidate_texts t
                ON t.text_sha256 = b.text_sha256 AND t.candidate_id <> b.candidate_id
            JOIN embeddings e
                ON e.entity_type = 'candidate'
               AND e.embedding_model_id = :model
               AND e.entity_id = t.candidate_id
               AND e.chunk_no = 0
               AND e.content_hash = t.text_sha256
            WHERE b.candidate_id = ANY (:ids)
            ORDER BY b.candidate_id, e.entity_id
            """;

    private static final String FIND = "SELECT candidate_id FROM (" + TWINS + ") AS twins";

    private static final String DELETE =
            """
            DELETE FROM embeddings
            WHERE entity_type = 'candidate'
              AND embedding_model_id = :model
              AND entity_id = ANY (:ids)
            """;

    private static final String COPY =
            "WITH twins AS ("
                    + TWINS
                    + """
                    )
                    INSERT INTO embeddings (
                        entity_type, embedding_model_id, entity_id, chunk_no, chunk_count,
                        content_hash, token_count, left_out_token_count, embedding_vector)
                    SELECT e.entity_type, e.embedding_model_id, t.candidate_id, e.chunk_no,
                           e.chunk_count, e.content_hash, e.token_count,
                           e.left_out_token_count, e.embedding_vector
                    FROM twins t
                    JOIN embeddings e
                        ON e.entity_type = 'candidate'
                       AND e.embedding_model_id = :model
                       AND e.entity_id = t.twin_id
                    """;

    private final JdbcClient jdbc;

    public EqualTexts(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Of these candidates those whose text somebody else has a vector of. */
    public Set<Long> find(ModelId model, Collection<Long> candidates) {
        return new TreeSet<>(
                jdbc.sql(FIND)
                        .param("model", model.value())
                        .param("ids", ids(candidates))
                        .query(Long.class)
                        .list());
    }

    /**
     * Gives candidates the vectors of somebody with the same text, in the caller's transaction.
     *
     * @return those that have them now; the others are gone, or their twins are
     */
    public Set<Long> copy(ModelId model, Collection<Long> candidates) {
        List<Long> living =
                jdbc.sql(EntityType.CANDIDATE.lockLiving())
                        .param("ids", ids(candidates))
                        .query(Long.class)
                        .list();
        Set<Long> twins = find(model, living);
        jdbc.sql(DELETE).param("model", model.value()).param("ids", ids(twins)).update();
        jdbc.sql(COPY).param("model", model.value()).param("ids", ids(twins)).update();
        return twins;
    }

    private static Long[] ids(Collection<Long> candidates) {
        return candidates.toArray(Long[]::new);
    }
}
