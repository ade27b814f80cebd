package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.model.ModelDescription;
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

    // Files that lie in a folder of another name now are the same model still.
    private static final String FIND =
            """
            SELECT id FROM embedding_models
            WHERE version = :version
              AND (name = :name OR artifact_sha256 = :artifact)
            ORDER BY name = :name DESC, id
            LIMIT 1
            """;

    private static final String INSERT =
            """
            INSERT INTO embedding_models (
                name, version, runtime, dimensions, max_tokens, query_prefix, passage_prefix,
                artifact_sha256, space_sha256, license, folder)
            VALUES (
                :name, :version, 'onnx', :dimensions, :maxTokens, :queryPrefix, :passagePrefix,
                :artifact, :space, :license, :folder)
            RETURNING id
            """;

    // The same files elsewhere, another name for their licence, vectors wanted again.
    private static final String RENEW =
            """
            UPDATE embedding_models
            SET folder = :folder, dropped_at = NULL,
                license = CASE WHEN :license = 'unknown' THEN license ELSE :license END
            WHERE id = :id
              AND (folder <> :folder OR dropped_at IS NOT NULL
                   OR :license NOT IN ('unknown', coalesce(license, '')))
            """;

    private static final String BUILT =
            """
            UPDATE embedding_models SET built_at = now()
            WHERE id = :id AND built_at IS NULL AND dropped_at IS NULL
            """;

    private static final String DROP_PARTITIONS = "SELECT drop_embedding_partitions(:id)";

    private static final String DROPPED =
            "UPDATE embedding_models SET built_at = NULL, dropped_at = now() WHERE id = :id";

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
            ModelId id = add(model, "");
            if (active().isEmpty()) {
                activate(id);
            }
            return id;
        });
    }

    /**
     * Finds or writes the model's row and makes sure of its partitions and HNSW indexes; a model
     * that was dropped may have vectors again. Files that moved have the row they had.
     *
     * @param folder of its files; empty for the model that ships
     */
    public ModelId add(ModelDescription model, String folder) {
        return transaction.execute(_ -> {
            jdbc.sql(LOCK).query().singleRow();
            ModelId id = find(model).orElseGet(() -> insert(model, folder));
            jdbc.sql(RENEW)
                    .param("id", id.value())
                    .param("folder", folder)
                    .param("license", model.license())
                    .update();
            preparePartitions(id);
            return id;
        });
    }

    /** Says that everybody has a vector of it; embeddings keep it up to date from now on. */
    public void markBuilt(ModelId model) {
        jdbc.sql(BUILT).param("id", model.value()).update();
    }

    /**
     * Drops the vectors of a model as whole tables and keeps its row.
     *
     * @throws org.springframework.dao.DataAccessException if it is active, or others read for long
     */
    public void drop(ModelId model) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(LOCK).query().singleRow();
            jdbc.sql(DROP_PARTITIONS).param("id", model.value()).query().singleRow();
            jdbc.sql(DROPPED).param("id", model.value()).update();
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
                .param("version", StoredModel.version(model))
                .param("artifact", HexFormat.of().parseHex(model.artifactSha256()))
                .query(Long.class)
                .optional()
                .map(ModelId::new);
    }

    private ModelId insert(ModelDescription model, String folder) {
        return new ModelId(
                jdbc.sql(INSERT)
                        .param("name", model.name())
                        .param("version", StoredModel.version(model))
                        .param("dimensions", model.dimension())
                        .param("maxTokens", model.maxTokens())
                        .param("queryPrefix", model.queryPrefix())
                        .param("passagePrefix", model.passagePrefix())
                        .param("artifact", HexFormat.of().parseHex(model.artifactSha256()))
                        .param("space", space(model).bytes())
                        .param("license", model.license())
                        .param("folder", folder)
                        .query(Long.class)
                        .single());
    }

    /** Makes sure of a model's partitions and HNSW indexes. */
    public void prepare(ModelId model) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(LOCK).query().singleRow();
            preparePartitions(model);
        });
    }

    private void preparePartitions(ModelId id) {
        // Asked first, because creating them locks the whole table even where they exist.
        if (!jdbc.sql(HAS_PARTITIONS).param("id", id.value()).query(Boolean.class).single()) {
            jdbc.sql(CREATE_PARTITIONS).param("id", id.value()).query().singleRow();
        }
        jdbc.sql(REPAIR_INDEXES).param("id", id.value()).query().singleRow();
    }

    /** Two models with equal hashes give equal texts equal vectors; others can't be compared. */
    private static ContentHash space(ModelDescription model) {
        return ContentHash.of(
                String.join(
                        "\0",
                        StoredModel.version(model),
                        model.artifactSha256(),
                        Integer.toString(model.dimension()),
                        Integer.toString(model.maxTokens()),
                        model.queryPrefix(),
                        model.passagePrefix()));
    }
}
