package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.ModelChangedException;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.ModelId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that the opened model is the active one. It becomes it by itself only when there is
 * none yet, or when a new release of the program can't compute the active one any more.
 */
final class ActiveModel implements Piece {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveModel.class);

    private final OpenedModel opened;
    private final EmbeddingModelStore store;
    private final ModelRows rows;
    private final Writes writes;
    private @Nullable ModelId id;

    ActiveModel(OpenedModel opened, EmbeddingModelStore store, ModelRows rows, Writes writes) {
        this.opened = opened;
        this.store = store;
        this.rows = rows;
        this.writes = writes;
    }

    @Override
    public boolean next() {
        id = writes.inNew(this::demandActive);
        return false;
    }

    // The store's transactions join the one of the run, which names it to the audit trail.
    private ModelId demandActive() {
        ModelDescription model = opened.model().description();
        ModelId wanted = opened.row().orElseGet(() -> store.add(model, opened.folder()));
        store.prepare(wanted);
        Optional<StoredModel> active = rows.active();
        if (active.isEmpty()) {
            store.activate(wanted);
        } else if (!active.get().id().equals(wanted)) {
            moveOn(active.get(), model, wanted);
        }
        return wanted;
    }

    private void moveOn(StoredModel active, ModelDescription model, ModelId wanted) {
        if (!active.isSucceededBy(model, opened.folder())) {
            // Somebody activated another one since ours was opened.
            throw new ModelChangedException();
        }
        LOG.warn(
                "this release computes {} in another way: everybody is embedded anew",
                active.label());
        store.activate(wanted);
    }

    ModelId id() {
        return Objects.requireNonNull(id, "the model is activated by an earlier step");
    }
}
