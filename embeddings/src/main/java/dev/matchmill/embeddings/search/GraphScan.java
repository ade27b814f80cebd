package dev.matchmill.embeddings.search;

import com.pgvector.PGhalfvec;
import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Vectors near a query in the order of the HNSW index. Needs a transaction. Thread-safe. */
final class GraphScan {

    // The first statement loads pgvector into the session, which a plain role needs before hnsw.*.
    // Plans must be made for the values: a generic one can't see the partition nor the filters.
    // relaxed_order goes on where a filter has thrown hits away; exact scores order them
    // afterwards.
    private static final String SETTINGS =
            """
            SELECT vector_dims('[1]'::vector);
            SET LOCAL hnsw.iterative_scan = 'relaxed_order';
            SET LOCAL hnsw.ef_search = 200;
            SET LOCAL hnsw.max_scan_tuples = 40000;
            SET LOCAL hnsw.scan_mem_multiplier = 2;
            SET LOCAL plan_cache_mode = force_custom_plan;
            SET LOCAL jit = off
            """;

    /** The index expression must be repeated exactly, and nothing else may be ordered by. */
    static final String NEAREST =
            """
            SELECT e.entity_id,
                   1 - (e.embedding_vector::halfvec(1024) <=> :query) AS similarity
            FROM embeddings e
            JOIN candidates c ON c.id = e.entity_id
            WHERE e.entity_type = 'candidate'
              AND e.embedding_model_id = :model
            """
                    + Eligibility.CONDITION
                    + """
                    ORDER BY e.embedding_vector::halfvec(1024) <=> :query
                    LIMIT :limit
                    """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    GraphScan(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /** Settings of this transaction; they end with it. */
    void prepare() {
        template.execute(SETTINGS);
    }

    /**
     * The nearest vectors: whole candidates and passages alike.
     *
     * @return at most {@code limit}, nearest first as far as the index knows
     */
    List<Hit> nearest(ModelId model, Embedding query, CandidateFilter filter, int limit) {
        return jdbc.sql(NEAREST)
                .params(filter.parameters())
                .param("model", model.value())
                .param("query", new PGhalfvec(query.toArray()))
                .param("limit", limit)
                .query((row, _) -> new Hit(row.getLong("entity_id"), row.getDouble("similarity")))
                .list();
    }

    /** One vector of a candidate, with its cosine in half precision. */
    record Hit(long candidateId, double similarity) {}
}
