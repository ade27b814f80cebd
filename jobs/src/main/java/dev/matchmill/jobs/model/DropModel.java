package dev.matchmill.jobs.model;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.LockHeldException;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.migrations.PreconditionException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Drops the vectors of a model that is not active, as whole tables; its row stays and says so.
 * Vectors are computed from texts that stay, so nothing is lost that a hold would have to keep.
 */
public record DropModel(JdbcClient jdbc, EmbeddingModelStore store) {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String KEPT =
            "SELECT count(*) FROM pipeline.match_model_states WHERE embedding_model_id = :model";

    private static final String FORGET =
            "DELETE FROM pipeline.match_model_states WHERE embedding_model_id = :model";

    /**
     * What a drop takes away.
     *
     * @param keptPostings postings whose matches by it could be shown again
     */
    public record Plan(
            String model, List<Part> parts, long vectors, long bytes, long keptPostings) {

        /** Of one kind of entity. */
        public record Part(String kind, long entities, long vectors, long bytes) {}

        public String table() {
            TextTable table = new TextTable("what", "entities", "vectors", "size");
            parts.forEach(part ->
                    table.row(
                            part.kind(),
                            part.entities(),
                            part.vectors(),
                            ModelSpace.shown(part.bytes())));
            return table.render()
                    + "all: %d vectors, %s; earlier matches of %d postings\n"
                            .formatted(vectors, ModelSpace.shown(bytes), keptPostings);
        }
    }

    /**
     * Looks.
     *
     * @throws PreconditionException if it is the active one
     */
    public Plan plan(StoredModel model) {
        if (model.isActive()) {
            throw new PreconditionException(
                    model.label() + " is active: activate another model first.");
        }
        List<ModelSpace.Taken> taken = new ModelSpace(jdbc).of(model.id().value());
        return new Plan(
                model.label(),
                taken.stream()
                        .map(t -> new Plan.Part(t.kind(), t.entities(), t.vectors(), t.bytes()))
                        .toList(),
                taken.stream().mapToLong(ModelSpace.Taken::vectors).sum(),
                taken.stream().mapToLong(ModelSpace.Taken::bytes).sum(),
                jdbc.sql(KEPT).param("model", model.id().value()).query(Long.class).single());
    }

    /**
     * Drops.
     *
     * @param writes of the scope of builds
     * @throws LockHeldException if others read vectors for long
     */
    public void apply(StoredModel model, ModelWrites writes) {
        try {
            writes.inNew(() -> {
                store.drop(model.id());
                return jdbc.sql(FORGET).param("model", model.id().value()).update();
            });
        } catch (DataAccessException failure) {
            if (LOCK_NOT_AVAILABLE.equals(Transactions.sqlState(failure))) {
                throw new LockHeldException(
                        "the vectors of "
                                + model.label()
                                + " are being read; nothing was dropped, try again later");
            }
            throw failure;
        }
    }
}
