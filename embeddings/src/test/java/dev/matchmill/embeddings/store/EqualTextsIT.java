package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.PeopleInDatabase;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EqualTextsIT {

    private final Random random = new Random(3);
    private TestDatabase database;
    private PeopleInDatabase people;
    private EqualTexts equalTexts;
    private JdbcClient jdbc;
    private ModelId model;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        people = new PeopleInDatabase(database.dataSource());
        equalTexts = new EqualTexts(database.dataSource());
        jdbc = JdbcClient.create(database.dataSource());
        model =
                new EmbeddingModelStore(database.dataSource())
                        .register(new HashingEmbeddingModel().description());
        people.candidates(1, 5);
        List.of(1L, 2L, 3L).forEach(id -> people.text(id, "the same"));
        people.text(4, "another");
        people.replace(
                model,
                Map.of(
                        1L,
                        PeopleInDatabase.entity(
                                "the same",
                                List.of(Vectors.random(random), Vectors.random(random)))));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void copies_all_vectors_of_an_equal_text_bit_for_bit() {
        assertThat(equalTexts.find(model, List.of(2L, 3L, 4L, 5L))).containsExactly(2L, 3L);

        assertThat(copy(List.of(2L, 4L))).containsExactly(2L);

        assertThat(vectors(2)).hasSize(3).isEqualTo(vectors(1));
        assertThat(vectors(4)).isEmpty();
        assertThat(new EmbeddingStore(database.dataSource()).behindCandidates(model, 0, 9))
                .extracting(behind -> behind.candidate().value())
                .containsExactly(3L, 4L);
    }

    @Test
    void replaces_what_an_older_text_left_behind() {
        people.replace(
                model,
                Map.of(2L, PeopleInDatabase.entity("older", List.of(Vectors.random(random)))));

        assertThat(copy(List.of(2L))).containsExactly(2L);

        assertThat(vectors(2)).isEqualTo(vectors(1));
    }

    @Test
    void takes_nothing_from_vectors_of_an_older_text_and_gives_the_erased_nothing() {
        people.text(1, "newer");
        assertThat(copy(List.of(2L))).isEmpty();

        people.text(1, "the same");
        jdbc.sql("UPDATE candidates SET deleted_at = now() WHERE id = 2").update();
        assertThat(copy(List.of(2L))).isEmpty();
        assertThat(vectors(2)).isEmpty();
    }

    private Set<Long> copy(List<Long> candidates) {
        return new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))
                .execute(_ -> equalTexts.copy(model, candidates));
    }

    private List<String> vectors(long candidate) {
        return jdbc.sql(
                        """
                        SELECT concat_ws(' ', chunk_no, chunk_count, content_hash, token_count,
                                         md5(embedding_vector::text))
                        FROM embeddings
                        WHERE entity_type = 'candidate' AND entity_id = :id
                        ORDER BY chunk_no
                        """)
                .param("id", candidate)
                .query(String.class)
                .list();
    }
}
