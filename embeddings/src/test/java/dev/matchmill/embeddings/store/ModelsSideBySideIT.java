package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ModelsSideBySideIT {

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
    void a_model_is_added_beside_the_active_one_and_again_changes_nothing() {
        ModelId first = models.register(FIRST);

        ModelId second = models.add(SECOND, "/models/second");
        String before = row(second);

        assertThat(models.add(SECOND, "/models/second")).isEqualTo(second);
        assertThat(row(second)).isEqualTo(before);
        assertThat(models.active()).contains(first);
        assertThat(leaves(second)).isEqualTo(EntityType.values().length);
        assertThat(stored(second).isBuilt()).isFalse();
    }

    @Test
    void files_in_a_folder_of_another_name_are_the_same_model() {
        ModelId model = models.add(SECOND, "/models/second");

        assertThat(models.add(named("renamed"), "/elsewhere/renamed")).isEqualTo(model);

        assertThat(stored(model).folder()).isEqualTo("/elsewhere/renamed");
        assertThat(stored(model).name()).as("what matches were made with").isEqualTo("hashing");
    }

    @Test
    void what_tells_vectors_apart_is_hashed_in_the_row() {
        models.add(FIRST, "");
        models.add(SECOND, "");

        assertThat(
                        jdbc.sql("SELECT count(DISTINCT space_sha256) FROM embedding_models")
                                .query(Integer.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void a_dropped_model_has_no_partitions_and_keeps_its_row_until_it_is_added_again() {
        models.register(FIRST);
        ModelId second = models.add(SECOND, "/models/second");
        models.markBuilt(second);
        assertThat(stored(second).isBuilt()).isTrue();

        models.drop(second);

        assertThat(leaves(second)).isZero();
        assertThat(stored(second).isDropped()).isTrue();
        assertThat(stored(second).isBuilt()).isFalse();
        assertThat(new ModelRows(jdbc).lockPresent(second)).isFalse();

        assertThat(models.add(SECOND, "/models/second")).isEqualTo(second);

        assertThat(leaves(second)).isEqualTo(EntityType.values().length);
        assertThat(stored(second).isDropped()).isFalse();
        assertThat(stored(second).isBuilt()).as("its vectors are gone").isFalse();
    }

    @Test
    void the_active_model_is_not_dropped() {
        ModelId first = models.register(FIRST);

        assertThatThrownBy(() -> models.drop(first)).hasMessageContaining("is active");

        assertThat(leaves(first)).isEqualTo(EntityType.values().length);
    }

    private static ModelDescription named(String name) {
        return new ModelDescription(
                name,
                SECOND.version(),
                SECOND.dimension(),
                SECOND.maxTokens(),
                SECOND.queryPrefix(),
                SECOND.passagePrefix(),
                SECOND.artifactSha256(),
                SECOND.license());
    }

    private StoredModel stored(ModelId model) {
        return new ModelRows(jdbc).find(model).orElseThrow();
    }

    private String row(ModelId model) {
        return jdbc.sql("SELECT m.xmin || ' ' || m::text FROM embedding_models m WHERE id = :id")
                .param("id", model.value())
                .query(String.class)
                .single();
    }

    private int leaves(ModelId model) {
        return jdbc.sql("SELECT count(*) FROM pg_class WHERE relname ~ :name AND relkind = 'r'")
                .param("name", "^embeddings_[a-z]+_m" + model.value() + "$")
                .query(Integer.class)
                .single();
    }
}
