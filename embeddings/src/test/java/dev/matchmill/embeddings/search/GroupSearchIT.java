package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.PeopleInDatabase;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches for several postings at once, on 3,000 candidates. */
class GroupSearchIT {

    private static final int CANDIDATES = 3_000;
    private static final int POSTINGS = 12;
    private static final int K = 50;

    private final Random random = new Random(11);
    private TestDatabase database;
    private PeopleInDatabase people;
    private JdbcClient jdbc;
    private ModelId model;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        people = new PeopleInDatabase(database.dataSource());
        model =
                new EmbeddingModelStore(database.dataSource())
                        .register(new HashingEmbeddingModel().description());
        people.candidates(1, CANDIDATES);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void both_engines_give_the_same_similarities_to_the_last_bit() {
        load();
        var queries = queries();

        Map<Long, List<Neighbour>> exact = search(EngineChoice.EXACT, queries, everybody());
        GroupNeighbours graph = nearest(EngineChoice.GRAPH).search(model, queries, everybody(), K);

        assertThat(graph.engine()).isEqualTo(SearchEngine.GRAPH);
        assertThat(graph.recall().orElseThrow()).isGreaterThanOrEqualTo(.98);
        graph.nearest()
                .forEach((posting, found) -> {
                    Map<Long, Neighbour> truth = new HashMap<>();
                    exact.getOrDefault(posting, List.of())
                            .forEach(n -> truth.put(n.candidate().value(), n));
                    assertThat(found).hasSize(K);
                    assertThat(found)
                            .filteredOn(n -> truth.containsKey(n.candidate().value()))
                            .hasSizeGreaterThan(K * 9 / 10)
                            .allMatch(n -> n.equals(truth.get(n.candidate().value())));
                });
    }

    @Test
    void an_index_that_misses_too_many_is_found_out_and_everybody_compared_instead() {
        jdbc.sql("DROP INDEX idx_embeddings_vector_hnsw").update();
        load();
        // Two links a node over directions without any structure: most nodes can't be reached.
        jdbc.sql(
                        """
                        CREATE INDEX idx_embeddings_vector_hnsw ON embeddings
                        USING hnsw ((embedding_vector::halfvec(1024)) halfvec_cosine_ops)
                        WITH (m = 2, ef_construction = 4)
                        """)
                .update();
        var queries = queries();

        GroupNeighbours found = nearest(EngineChoice.GRAPH).search(model, queries, everybody(), K);

        assertThat(found.recall().orElseThrow()).isLessThan(.98);
        assertThat(found.isFallback()).isTrue();
        assertThat(found.nearest()).isEqualTo(search(EngineChoice.EXACT, queries, everybody()));
    }

    @Test
    void after_half_of_all_are_deleted_k_of_the_others_are_found() {
        load();
        jdbc.sql("UPDATE candidates SET deleted_at = now() WHERE id % 4 = 0").update();
        jdbc.sql("DELETE FROM candidates WHERE id % 4 = 2").update();
        var queries = queries();

        for (EngineChoice engine : EngineChoice.values()) {
            assertThat(search(engine, queries, everybody()).values())
                    .allSatisfy(found -> {
                        assertThat(found).hasSize(K);
                        assertThat(found).allMatch(n -> n.candidate().value() % 2 == 1);
                    });
        }
    }

    @Test
    void a_tenant_with_one_in_a_hundred_gets_all_of_them() {
        load();
        OrganizationId organization = people.organization("Small");
        people.fromSource(organization, 1, CANDIDATES / 100);
        CandidateFilter filter =
                new CandidateFilter(new CandidateScope.Organization(organization), List.of());

        for (EngineChoice engine : EngineChoice.values()) {
            assertThat(search(engine, queries(), filter).values())
                    .allSatisfy(found -> assertThat(found).hasSize(CANDIDATES / 100));
        }
    }

    @Test
    void few_candidates_are_compared_and_the_index_is_not_asked() {
        load();

        GroupNeighbours found = nearest(EngineChoice.AUTO).search(model, queries(), everybody(), K);

        assertThat(found.engine()).isEqualTo(SearchEngine.EXACT);
        assertThat(found.recall()).isEmpty();
        assertThat(found.isFallback()).isFalse();
    }

    private void load() {
        Map<Long, Embedding> vectors = new HashMap<>();
        for (long id = 1; id <= CANDIDATES; id++) {
            vectors.put(id, Vectors.random(random));
        }
        people.vectors(model, vectors);
        jdbc.sql("ANALYZE").update();
    }

    private SortedMap<Long, Embedding> queries() {
        SortedMap<Long, Embedding> queries = new TreeMap<>();
        for (long posting = 1; posting <= POSTINGS; posting++) {
            queries.put(posting, Vectors.random(random));
        }
        return queries;
    }

    private Map<Long, List<Neighbour>> search(
            EngineChoice engine, SortedMap<Long, Embedding> queries, CandidateFilter filter) {
        return nearest(engine).search(model, queries, filter, K).nearest();
    }

    private NearestCandidates nearest(EngineChoice engine) {
        return new NearestCandidates(database.dataSource(), SearchSettings.DEFAULT.with(engine));
    }

    private static CandidateFilter everybody() {
        return CandidateFilter.everybody();
    }
}
