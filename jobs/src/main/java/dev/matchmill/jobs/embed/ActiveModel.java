package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.ModelId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the configured model the one that matching uses. */
final class ActiveModel implements Piece {

    private final ModelDescription model;
    private final EmbeddingModelStore store;
    private final Writes writes;
    private @Nullable ModelId id;

    ActiveModel(ModelDescription model, EmbeddingModelStore store, Writes writes) {
        this.model = model;
        this.store = store;
        this.writes = writes;
    }

    @Override
    public boolean next() {
        id = writes.inNew(this::activate);
        return false;
    }

    // The store's transactions join the one of the run, which names it to the audit trail.
    private ModelId activate() {
        ModelId registered = store.register(model);
        if (!store.active().equals(Optional.of(registered))) {
            store.activate(registered);
        }
        return registered;
    }

    ModelId id() {
        return Objects.requireNonNull(id, "the model is activated by an earlier step");
    }
}
