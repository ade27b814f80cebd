package dev.matchmill.embeddings.store;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.type.ModelId;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of {@code embedding_models} with their partitions and HNSW indexes. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class EmbeddingModelStore {

    private final DataSource dataSource;

    public EmbeddingModelStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Finds or writes the model's row, makes sure of its partitions and HNSW indexes, and activates
     * it when no model is active. Calling it again changes nothing.
     */
    public ModelId register(ModelDescription model) {
        throw new UnsupportedOperationException(model.name() + dataSource);
    }

    /** Makes the model the active one and retires the one before, in one transaction. */
    public void activate(ModelId model) {
        throw new UnsupportedOperationException(model.toString());
    }

    /** The model that matching uses. */
    public Optional<ModelId> active() {
        throw new UnsupportedOperationException();
    }
}
