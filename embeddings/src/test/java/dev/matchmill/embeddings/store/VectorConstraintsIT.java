package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.PeopleInDatabase;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** D7: what the database itself refuses, whoever writes. */
class VectorConstraintsIT {

    private static final String VECTOR = "CAST(array_fill(%s, ARRAY[%s]) AS vector)";

    private static TestDatabase database;
    private static JdbcClient jdbc;
    private static ModelId model;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        model =
                new EmbeddingModelStore(database.dataSource())
                        .register(new HashingEmbeddingModel().description());
        new PeopleInDatabase(database.dataSource()).candidates(1, 20);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.03125", "-0.03125", "0.0314", "0.0311"})
    void d7_a_vector_of_length_one_within_a_percent_is_stored(String component) {
        jdbc.sql("DELETE FROM embeddings").update();

        assertThatCode(() -> insert(VECTOR.formatted(component, 1024), "sha256('x')"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0.03125, 1023, expected 1024 dimensions",
        "0.03125, 1025, expected 1024 dimensions",
        "0.0317, 1024, ck_embeddings_unit_length",
        "0.0308, 1024, ck_embeddings_unit_length",
        "0, 1024, ck_embeddings_unit_length",
        "float4 'NaN', 1024, NaN not allowed",
        "float4 'Infinity', 1024, infinite value not allowed"
    })
    void d7_any_other_vector_is_refused(String component, int dimension, String reason) {
        assertThatThrownBy(() -> insert(VECTOR.formatted(component, dimension), "sha256('x')"))
                .hasStackTraceContaining(reason);
    }

    @Test
    void d7_a_vector_without_the_hash_of_its_text_is_refused() {
        String vector = VECTOR.formatted("0.03125", 1024);

        assertThatThrownBy(() -> insert(vector, "NULL")).hasStackTraceContaining("content_hash");
        assertThatThrownBy(() -> insert(vector, "'short'::bytea"))
                .hasStackTraceContaining("sha256_digest");
    }

    @Test
    void d7_a_vector_of_no_model_is_refused() {
        assertThatThrownBy(() ->
                        jdbc.sql(
                                        """
                                        INSERT INTO embeddings (
                                            entity_type, embedding_model_id, entity_id,
                                            content_hash, embedding_vector)
                                        VALUES ('candidate', 999, 1, sha256('x'),
                                                CAST(array_fill(0.03125, ARRAY[1024]) AS vector))
                                        """)
                                .update())
                .hasStackTraceContaining("no partition");
        assertThat(model.value()).isNotEqualTo(999);
    }

    private static void insert(String vector, String hash) {
        jdbc.sql(
                        """
                        INSERT INTO embeddings (
                            entity_type, embedding_model_id, entity_id, content_hash,
                            embedding_vector)
                        VALUES ('candidate', :model, 1, %s, %s)
                        """
                                .formatted(hash, vector))
                .param("model", model.value())
                .update();
    }
}
