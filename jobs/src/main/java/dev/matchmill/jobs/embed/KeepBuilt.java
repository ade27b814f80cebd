package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.model.ModelException;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the active model: gives what is new to every other model that was built and not dropped, so
 * that one can change to it, or back to it, at any time. One whose files are gone is left behind
 * with a warning: the active model is what counts.
 */
final class KeepBuilt implements Piece {

    private static final Logger LOG = LoggerFactory.getLogger(KeepBuilt.class);

    private final ActiveModel active;
    private final boolean activeShips;
    private final ModelRows rows;
    private final EmbeddingModelStore store;
    private final Writes writes;
    private final Function<StoredModel, VectorBuild> builds;
    private @Nullable Deque<StoredModel> waiting;
    private @Nullable VectorBuild build;

    KeepBuilt(
            ActiveModel active,
            boolean activeShips,
            ModelRows rows,
            EmbeddingModelStore store,
            Writes writes,
            Function<StoredModel, VectorBuild> builds) {
        this.active = active;
        this.activeShips = activeShips;
        this.rows = rows;
        this.store = store;
        this.writes = writes;
        this.builds = builds;
    }

    @Override
    public boolean next() throws InterruptedException {
        Deque<StoredModel> models = waiting;
        if (models == null) {
            writes.inNew(() -> store.markBuilt(active.id()));
            models = new ArrayDeque<>(rows.all());
            models.removeIf(model -> !isKept(model));
            waiting = models;
        }
        StoredModel model = models.peek();
        if (model == null) {
            return false;
        }
        if (!advance(model)) {
            models.remove();
        }
        return !models.isEmpty();
    }

    private boolean isKept(StoredModel model) {
        boolean isOfAnotherRelease = model.isShipped() && activeShips;
        return model.isBuilt()
                && !model.isDropped()
                && !model.id().equals(active.id())
                && !isOfAnotherRelease;
    }

    private boolean advance(StoredModel model) throws InterruptedException {
        VectorBuild current = build;
        if (current == null) {
            current = builds.apply(model);
            build = current;
        }
        boolean left = false;
        try {
            left = current.next();
        } catch (ModelException unusable) {
            LOG.warn("not kept up to date: {}", unusable.getMessage());
        } finally {
            if (!left) {
                current.close();
                build = null;
            }
        }
        return left;
    }
}
