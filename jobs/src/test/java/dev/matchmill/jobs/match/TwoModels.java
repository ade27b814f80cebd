package dev.matchmill.jobs.match;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.ModelRows;
import dev.matchmill.embeddings.store.StoredModel;
import dev.matchmill.jobs.model.ActivateModel;
import dev.matchmill.jobs.model.ModelWrites;
import dev.matchmill.jobs.run.OpenRun;
import dev.matchmill.migrations.type.ModelId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two models over one small market, both with vectors: the second finds other people near. */
final class TwoModels implements AutoCloseable {

    // Each person has the vector of another one: as good a model, with other neighbours.
    @SuppressWarnings("InlineFormatString") // too long to read inline
    private static final String VECTORS_OF_OTHERS =
            """
            INSERT INTO embeddings (entity_type, embedding_model_id, entity_id, chunk_no,
                                    chunk_count, content_hash, embedding_vector)
            SELECT e.entity_type, %d,
                   CASE e.entity_type WHEN 'candidate' THEN 201 - e.entity_id ELSE e.entity_id END,
                   e.chunk_no, e.chunk_count, e.content_hash, e.embedding_vector
            FROM embeddings e
            """;

    private static final String HASHES_OF_TEXTS =
            """
            UPDATE embeddings e SET content_hash = t.text_sha256
            FROM pipeline.candidate_texts t
            WHERE e.entity_type = 'candidate' AND e.entity_id = t.candidate_id
            """;

    // People judged those who are shown first to suit perfectly.
    private static final String JUDGEMENTS =
            """
            INSERT INTO pipeline.relevance_judgements (job_id, candidate_id, grade)
            SELECT job_id, candidate_id, 3 FROM pipeline.current_matches WHERE rank <= 3
            """;

    final SmallMarket market = new SmallMarket();
    final MatchWorld world = market.world();
    final EmbeddingModelStore models = new EmbeddingModelStore(world.database().dataSource());
    private final ScopeLock lock = lock();
    final ModelId first = world.model();
    final ModelId second =
            models.add(new HashingEmbeddingModel("next").description(), "/models/next");

    TwoModels() {
        world.execute(VECTORS_OF_OTHERS.formatted(second.value()));
        world.execute(HASHES_OF_TEXTS);
        world.refresh();
    }

    void judge() {
        world.execute(JUDGEMENTS);
    }

    ActivateModel.Activated activate(ModelId model) {
        return new ActivateModel(world.jdbc(), models, writes(), Clock.systemUTC())
                .activate(stored(model));
    }

    ModelWrites writes() {
        return new ModelWrites(
                new Transactions(new JdbcTransactionManager(world.database().dataSource())),
                world.jdbc(),
                lock.fence(),
                "test");
    }

    StoredModel stored(ModelId model) {
        return new ModelRows(world.jdbc()).find(model).orElseThrow();
    }

    List<StoredModel> rows() {
        return new ModelRows(world.jdbc()).all();
    }

    @Override
    public void close() {
        lock.close();
        market.close();
    }

    private ScopeLock lock() {
        try {
            return OpenRun.lock(world.database(), "models");
        } catch (SQLException away) {
            throw new AssertionError("the database is away", away);
        }
    }
}
