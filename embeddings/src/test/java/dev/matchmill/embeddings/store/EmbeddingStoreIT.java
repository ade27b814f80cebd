package dev.matchmill.embeddings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.PeopleInDatabase;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.PostingId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EmbeddingStoreIT {

    private final Random random = new Random(1);
    private TestDatabase database;
    private EmbeddingStore store;
    private PeopleInDatabase people;
    private ModelId model;
    private JdbcClient jdbc;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        store = new EmbeddingStore(database.dataSource());
        people = new PeopleInDatabase(database.dataSource());
        jdbc = JdbcClient.create(database.dataSource());
        model =
                new EmbeddingModelStore(database.dataSource())
                        .register(new HashingEmbeddingModel().description());
        people.candidates(1, 5);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void stores_the_whole_and_each_passage_of_several() {
        Embedding first = Vectors.random(random);
        Embedding second = Vectors.random(random);

        people.replace(
                model,
                Map.of(
                        1L, PeopleInDatabase.entity("one", List.of(first)),
                        2L, PeopleInDatabase.entity("two", List.of(first, second))));

        assertThat(rows()).containsExactly("1 0/1", "2 0/2", "2 1/2", "2 2/2");
        Embedding whole = store.whole(model, EntityType.CANDIDATE, 2).orElseThrow();
        assertThat(whole.dot(first)).isEqualTo(1 / Math.sqrt(1.25), within(.05));
        assertThat(whole.dot(second)).isEqualTo(.5 / Math.sqrt(1.25), within(.05));
        assertThat(store.wholes(model, EntityType.CANDIDATE, List.of(1L, 2L, 3L)))
                .containsOnlyKeys(1L, 2L)
                .containsEntry(1L, first);
        assertThat(store.whole(model, EntityType.CANDIDATE, 3)).isEmpty();
    }

    @Test
    void writes_nothing_the_second_time() {
        Map<Long, EntityVectors> vectors =
                Map.of(
                        1L, entity("one", 1),
                        2L, entity("two", 3));
        assertThat(people.replace(model, vectors)).isEqualTo(2);
        List<String> before = transactions();

        assertThat(people.replace(model, vectors)).isZero();

        assertThat(transactions()).isEqualTo(before);
    }

    @Test
    void writes_only_the_entity_whose_text_changed_and_removes_its_old_passages() {
        people.replace(model, Map.of(1L, entity("one", 3), 2L, entity("two", 2)));
        List<String> before = transactions();

        int written =
                people.replace(model, Map.of(1L, entity("one, new", 1), 2L, entity("two", 2)));

        assertThat(written).isEqualTo(1);
        assertThat(rows()).containsExactly("1 0/1", "2 0/2", "2 1/2", "2 2/2");
        assertThat(transactions()).containsAll(before.subList(4, 7));
    }

    @Test
    void leaves_out_who_was_erased_in_the_meantime() {
        jdbc.sql("DELETE FROM candidates WHERE id = 3").update();
        jdbc.sql("UPDATE candidates SET deleted_at = now() WHERE id = 4").update();

        int written =
                people.replace(
                        model,
                        Map.of(
                                2L,
                                entity("two", 1),
                                3L,
                                entity("three", 1),
                                4L,
                                entity("four", 1)));

        assertThat(written).isEqualTo(1);
        assertThat(rows()).containsExactly("2 0/1");
    }

    @Test
    void neither_lists_nor_keeps_vectors_of_who_is_restricted() {
        people.text(1, "text of 1");
        people.text(2, "text of 2");
        jdbc.sql(
                        """
                        UPDATE candidates
                        SET restricted_at = now(), restriction_reason = 'retention_clash'
                        WHERE id = 1
                        """)
                .update();

        assertThat(store.behindCandidates(model, 0, 10))
                .extracting(BehindCandidate::candidate)
                .containsExactly(new CandidateId(2));
        assertThat(people.replace(model, Map.of(1L, entity("one", 1)))).isZero();
        assertThat(rows()).isEmpty();
    }

    @Test
    void loses_the_vectors_with_the_candidate() {
        people.replace(model, Map.of(1L, entity("one", 2)));

        jdbc.sql("DELETE FROM candidates WHERE id = 1").update();

        assertThat(rows()).isEmpty();
    }

    @Test
    void refuses_another_dimension() {
        Embedding narrow = Embedding.normalized(new float[] {1, 2, 3});
        Map<Long, EntityVectors> vectors =
                Map.of(1L, PeopleInDatabase.entity("one", List.of(narrow)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> people.replace(model, vectors))
                .withMessageContaining("1024");
    }

    @Test
    void refuses_to_write_outside_a_transaction() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        store.replace(model, EntityType.CANDIDATE, Map.of(1L, entity("one", 1))));
    }

    @Test
    void lists_active_candidates_whose_text_has_no_vector_or_another_ones() {
        for (long id = 1; id <= 5; id++) {
            people.text(id, "text of " + id);
        }
        jdbc.sql("UPDATE candidates SET is_active = false WHERE id = 5").update();
        people.replace(model, Map.of(1L, entity("text of 1", 1), 2L, entity("older text", 1)));

        assertThat(store.behindCandidates(model, 0, 10))
                .extracting(BehindCandidate::candidate)
                .containsExactly(new CandidateId(2), new CandidateId(3), new CandidateId(4));
        assertThat(store.behindCandidates(model, 2, 1))
                .singleElement()
                .satisfies(behind -> {
                    assertThat(behind.text()).isEqualTo("text of 3");
                    assertThat(behind.contentHash()).isEqualTo(ContentHash.of("text of 3"));
                    assertThat(behind.toString()).doesNotContain("text of");
                });
    }

    @Test
    void lists_postings_whose_text_changed() {
        long organization = people.organization("Mill").value();
        List<Long> postings =
                jdbc.sql(
                                """
                                INSERT INTO jobs (organization_id, title)
                                SELECT :organization, 'Posting ' || i
                                FROM generate_series(1, 3) AS i
                                RETURNING id
                                """)
                        .param("organization", organization)
                        .query(Long.class)
                        .list();
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))
                .executeWithoutResult(_ ->
                        store.replace(
                                model,
                                EntityType.POSTING,
                                Map.of(
                                        postings.get(0), entity("a", 1),
                                        postings.get(1), entity("b", 1))));

        List<PostingId> behind =
                store.behindPostings(
                        model,
                        Map.of(
                                new PostingId(postings.get(0)), ContentHash.of("a"),
                                new PostingId(postings.get(1)), ContentHash.of("b, new"),
                                new PostingId(postings.get(2)), ContentHash.of("c")));

        assertThat(behind)
                .containsExactly(new PostingId(postings.get(1)), new PostingId(postings.get(2)));
    }

    private EntityVectors entity(String text, int passageCount) {
        List<Embedding> passages =
                Stream.generate(() -> Vectors.random(random)).limit(passageCount).toList();
        return PeopleInDatabase.entity(text, passages);
    }

    private List<String> rows() {
        return jdbc.sql(
                        """
                        SELECT entity_id || ' ' || chunk_no || '/' || chunk_count
                        FROM embeddings
                        ORDER BY entity_id, chunk_no
                        """)
                .query(String.class)
                .list();
    }

    private List<String> transactions() {
        return jdbc.sql(
                        """
                        SELECT entity_id || ' ' || chunk_no || ' ' || xmin || ' ' || ctid
                        FROM embeddings
                        ORDER BY entity_id, chunk_no
                        """)
                .query(String.class)
                .list();
    }
}
