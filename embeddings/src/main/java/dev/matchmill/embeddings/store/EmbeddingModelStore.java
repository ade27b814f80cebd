package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.passage.PassageSplitter;
import dev.matchmill.migrations.type.ModelId;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of {@code embedding_models} with their partitions and HNSW indexes. Thread-safe. */
public final class EmbeddingModelStore {

    // Any number: it only must be the same in all processes that register models.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7325613)";

    private static final String FIND =
            """
            SELECT id FROM embedding_models
            WHERE name = :name AND version = :version
            """;

    private static final String INSERT =
            """
            INSERT INTO embedding_models (
                name, version, runtime, dimensions, max_tokens, query_prefix, passage_prefix,
                artifact_sha256, license)
            VALUES (
                :name, :version, 'onnx', :dimensions, :maxTokens, :queryPrefix, :passagePrefix,
                :artifact, :license)
            RETURNING id
            """;

    private static final String HAS_PARTITIONS =
            """
            SELECT count(*) = cardinality(enum_range(NULL::embedding_entity_type))
            FROM unnest(enum_range(NULL::embedding_entity_type)) AS t (entity_type)
            WHERE to_regclass(format('public.%I', 'embeddings_' || t.entity_type || '_m' || :id))
                IS NOT NULL
            """;

    private static final String CREATE_PARTITIONS = "SELECT create_embedding_partitions(:id)";

    /** Builds an index of a leaf, which its owner alone may: a function with the owner's rights. */
    private static final String REPAIR_INDEXES = "SELECT repair_embedding_indexes(:id)";

    private static final String ACTIVE = "SELECT id FROM embedding_models WHERE is_active";

    private static final String RETIRE_OTHERS =
            """
            UPDATE embedding_models SET is_active = false, retired_at = now()
            WHERE is_active AND id <> :id
            """;

    private static final String ACTIVATE =
            """
            UPDATE embedding_models
            SET is_active = true, activated_at = now(), retired_at = NULL
            WHERE id = :id AND NOT is_active
            """;

    private static final String EXISTS =
            "SELECT EXISTS (SELECT 1 FROM embedding_models WHERE id = :id)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public EmbeddingModelStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Finds or writes the model's row, makes sure of its partitions and HNSW indexes, and activates
     * it when no model is active. Calling it again changes nothing.
     */
    public ModelId register(ModelDescription model) {
        return transaction.execute(_ -> {
            jdbc.sql(LOCK).query().singleRow();
            ModelId id = find(model).orElseGet(() -> insert(model));
            preparePartitions(id);
            if (active().isEmpty()) {
                activate(id);
            }
            return id;
        });
    }

    /**
     * Makes the model the active one and retires the one before, in one transaction.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public void activate(ModelId model) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(LOCK).query().singleRow();
            if (!jdbc.sql(EXISTS).param("id", model.value()).query(Boolean.class).single()) {
                throw new IllegalArgumentException("there is no model " + model.value());
            }
            jdbc.sql(RETIRE_OTHERS).param("id", model.value()).update();
            jdbc.sql(ACTIVATE).param("id", model.value()).update();
        });
    }

    /** The model that matching uses. */
    public Optional<ModelId> active() {
        return jdbc.sql(ACTIVE).query(Long.class).optional().map(ModelId::new);
    }

    /** The model's row, if it was ever registered. */
    public Optional<ModelId> find(ModelDescription model) {
        return jdbc.sql(FIND)
                .param("name", model.name())
                .param("version", version(model))
                .query(Long.class)
                .optional()
                .map(ModelId::new);
    }

    private ModelId insert(ModelDescription model) {
        return new ModelId(
                jdbc.sql(INSERT)
                        .param("name", model.name())
                        .param("version", version(model))
                        .param("dimensions", model.dimension())
                        .param("maxTokens", model.maxTokens())
                        .param("queryPrefix", model.queryPrefix())
                        .param("passagePrefix", model.passagePrefix())
                        .param("artifact", HexFormat.of().parseHex(model.artifactSha256()))
                        .param("license", model.license())
                        .query(Long.class)
                        .single());
    }

    private void preparePartitions(ModelId id) {
        // Asked first, because creating them locks the whole table even where they exist.
        if (!jdbc.sql(HAS_PARTITIONS).param("id", id.value()).query(Boolean.class).single()) {
            jdbc.sql(CREATE_PARTITIONS).param("id", id.value()).query().singleRow();
        }
        jdbc.sql(REPAIR_INDEXES).param("id", id.value()).query().singleRow();
    }

    /** The way a text is cut is part of what its vectors are. */
    private static String version(ModelDescription model) {
        return model.version() + "-p" + PassageSplitter.VERSION;
    }
}
