package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The acceptance check of O6. */
class ModelRolloutIT {

    private TestDatabase database;
    private EmbeddingModelStore models;
    private JdbcClient jdbc;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        models = new EmbeddingModelStore(database.dataSource());
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void o6_readers_see_one_active_model_at_every_moment_of_a_roll_out() throws Exception {
        ModelId first = models.register(new HashingEmbeddingModel("1").description());
        List<Long> seen = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!done.get()) {
                                seen.add(
                                        number(
                                                "SELECT count(*) FROM embedding_models WHERE"
                                                        + " is_active"));
                            }
                        });

        ModelId second = models.register(new HashingEmbeddingModel("2").description());
        assertThat(models.active()).as("new leaves, and the old model is active").contains(first);
        for (int i = 0; i < 20; i++) {
            models.activate(i % 2 == 0 ? second : first);
        }
        models.activate(second);
        done.set(true);
        reader.join();

        assertThat(models.active()).contains(second);
        assertThat(seen).isNotEmpty().containsOnly(1L);
    }

    @Test
    void o6_a_leaf_that_was_filled_and_indexed_apart_keeps_its_index_when_it_is_attached() {
        ModelId first = models.register(new HashingEmbeddingModel("1").description());
        jdbc.sql("INSERT INTO candidates (id, email, full_name) VALUES (1, 'a@example.org', 'A')")
                .update();
        jdbc.sql(
                        """
                        INSERT INTO embedding_models
                            (id, name, version, runtime, dimensions, max_tokens)
                        VALUES (900, 'next', '1', 'onnx', 1024, 512)
                        """)
                .update();
        jdbc.sql(
                        """
                        CREATE TABLE embeddings_candidate_m900 (
                            LIKE embeddings_candidate INCLUDING DEFAULTS INCLUDING CONSTRAINTS
                                INCLUDING GENERATED INCLUDING INDEXES,
                            CHECK (entity_type = 'candidate' AND embedding_model_id = 900))
                        """)
                .update();
        String before = indexes();

        jdbc.sql(
                        "ALTER TABLE embeddings_candidate ATTACH PARTITION"
                                + " embeddings_candidate_m900 FOR VALUES IN (900)")
                .update();

        assertThat(before).contains("hnsw");
        assertThat(indexes()).isEqualTo(before);
        assertThat(
                        number(
                                """
                                SELECT count(*)
                                FROM pg_inherits i
                                JOIN pg_index x ON x.indexrelid = i.inhrelid
                                WHERE x.indrelid = 'embeddings_candidate_m900'::regclass
                                  AND x.indisvalid
                                """))
                .as("each serves the parent's index")
                .isEqualTo(
                        number(
                                """
                                SELECT count(*) FROM pg_index
                                WHERE indrelid = 'embeddings_candidate_m900'::regclass
                                """));
        assertThat(models.active()).contains(first);
    }

    /** Kind and file of each index of the new leaf: a rebuilt one has another file. */
    private String indexes() {
        return jdbc.sql(
                        """
                        SELECT string_agg(m.amname || ' ' || c.relname || ' ' || c.relfilenode, ', '
                                          ORDER BY c.relname)
                        FROM pg_index x
                        JOIN pg_class c ON c.oid = x.indexrelid
                        JOIN pg_am m ON m.oid = c.relam
                        WHERE x.indrelid = 'embeddings_candidate_m900'::regclass
                        """)
                .query(String.class)
                .single();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
