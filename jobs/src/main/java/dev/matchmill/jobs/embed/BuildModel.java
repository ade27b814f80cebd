package dev.matchmill.jobs.embed;

import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.ModelId;

/** Fills a model beside the active one, and says so in its row when nobody lacks a vector. */
record BuildModel(ModelId model, VectorBuild vectors, EmbeddingModelStore store, Writes writes)
        implements Piece {

    @Override
    public boolean next() throws InterruptedException {
        if (vectors.next()) {
            return true;
        }
        if (vectors.isGone()) {
            throw new PreconditionException(
                    "the model was dropped while it was built: add it again with models add.");
        }
        writes.inNew(() -> store.markBuilt(model));
        return false;
    }
}
