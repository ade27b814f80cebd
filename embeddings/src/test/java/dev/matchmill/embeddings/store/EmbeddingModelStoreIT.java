package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddingModelStoreIT {

    private static final ModelDescription FIRST = new HashingEmbeddingModel("1").description();
    private static final ModelDescription SECOND = new HashingEmbeddingModel("2").description();

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
    void gives_each_entity_type_a_partition_with_the_index_that_the_schema_wants() {
        ModelId model = models.register(FIRST);

        assertThat(indexDefinitions(model))
                .hasSize(EntityType.values().length)
                .allSatisfy(definition ->
                        assertThat(definition)
                                .contains("hnsw", "halfvec(1024)", "halfvec_cosine_ops")
                                .contains("m='16'", "ef_construction='200'"));
    }

    @Test
    void knows_the_model_again_and_changes_nothing() {
        ModelId model = models.register(FIRST);
        String before = row(model);

        assertThat(models.register(FIRST)).isEqualTo(model);
        assertThat(row(model)).isEqualTo(before);
        assertThat(count("SELECT count(*) FROM embedding_models")).isEqualTo(1);
    }

    @Test
    void activates_the_first_model_only() {
        ModelId first = models.register(FIRST);
        models.register(SECOND);

        assertThat(models.active()).contains(first);
    }

    @Test
    void switches_to_another_model_and_back() {
        ModelId first = models.register(FIRST);
        ModelId second = models.register(SECOND);

        models.activate(second);
        assertThat(models.active()).contains(second);
        assertThat(count("SELECT count(*) FROM embedding_models WHERE retired_at IS NOT NULL"))
                .isEqualTo(1);

        models.activate(first);
        assertThat(models.active()).contains(first);
    }

    @Test
    void refuses_to_activate_what_is_not_there_and_keeps_the_active_one() {
        ModelId first = models.register(FIRST);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> models.activate(new ModelId(first.value() + 1)));
        assertThat(models.active()).contains(first);
    }

    @Test
    void builds_an_index_that_is_missing() {
        ModelId model = models.register(FIRST);
        jdbc.sql("DROP INDEX idx_embeddings_vector_hnsw").update();
        assertThat(indexDefinitions(model)).isEmpty();

        models.register(FIRST);

        assertThat(indexDefinitions(model)).hasSize(EntityType.values().length);
    }

    @Test
    void registers_one_model_once_when_many_do_it_at_the_same_time() throws Exception {
        List<Future<ModelId>> ids = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                ids.add(threads.submit(() -> models.register(FIRST)));
            }
        }

        for (Future<ModelId> id : ids) {
            assertThat(id.get()).isEqualTo(ids.getFirst().get());
        }
    }

    @Test
    void has_an_entity_type_for_each_label_of_the_schema() {
        List<String> labels =
                jdbc.sql("SELECT unnest(enum_range(NULL::embedding_entity_type))::text")
                        .query(String.class)
                        .list();

        assertThat(EntityType.values())
                .extracting(EntityType::label)
                .containsExactlyElementsOf(labels);
    }

    private List<String> indexDefinitions(ModelId model) {
        return jdbc.sql(
                        """
                        SELECT indexdef FROM pg_indexes
                        WHERE indexdef LIKE '%USING hnsw%' AND tablename LIKE '%\\_m' || :id
                        """)
                .param("id", model.value())
                .query(String.class)
                .list();
    }

    private String row(ModelId model) {
        return jdbc.sql("SELECT m.xmin || ' ' || m::text FROM embedding_models m WHERE id = :id")
                .param("id", model.value())
                .query(String.class)
                .single();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
