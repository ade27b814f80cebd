package dev.matchmill.embeddings.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.pgvector.PGhalfvec;
import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.PeopleInDatabase;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import dev.matchmill.migrations.type.OrganizationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** On 5,000 candidates in 50 clusters, read-only once they are there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NearestCandidatesIT {

    private static final int CANDIDATE_COUNT = 5_000;
    private static final int CLUSTER_COUNT = 50;

    /** Belongs to the country FR, 1 % of all. */
    private static final int FRENCH = 100;

    private final List<Embedding> centres = new ArrayList<>();
    private TestDatabase database;
    private PeopleInDatabase people;
    private NearestCandidates nearest;
    private ModelId model;
    private JdbcClient jdbc;

    @BeforeAll
    void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        people = new PeopleInDatabase(database.dataSource());
        nearest = new NearestCandidates(database.dataSource());
        model =
                new EmbeddingModelStore(database.dataSource())
                        .register(new HashingEmbeddingModel().description());
        Random random = new Random(42);
        for (int i = 0; i < CLUSTER_COUNT; i++) {
            centres.add(Vectors.random(random));
        }
        people.candidates(1, CANDIDATE_COUNT);
        Map<Long, Embedding> vectors = new HashMap<>();
        for (long id = 1; id <= CANDIDATE_COUNT; id++) {
            vectors.put(id, Vectors.near(centres.get((int) (id % CLUSTER_COUNT)), 1, random));
        }
        people.vectors(model, vectors);
        jdbc.sql("UPDATE candidates SET location_country = 'FR' WHERE id % :each = 0")
                .param("each", FRENCH)
                .update();
        jdbc.sql("ANALYZE").update();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void asks_the_hnsw_index() {
        String plan = plan(CandidateFilter.everybody());

        assertThat(plan)
                .contains("Index Scan using embeddings_candidate_m" + model.value())
                .contains("<=>")
                .doesNotContain("Seq Scan on embeddings");
    }

    @Test
    void asks_the_hnsw_index_for_an_organization_and_a_country_too() {
        OrganizationId organization = people.organization("Plan");

        String plan = plan(filter(organization, "DE"));

        assertThat(plan).contains("Index Scan using embeddings_candidate_m" + model.value());
    }

    @Test
    void finds_what_the_exact_scan_finds() {
        Random random = new Random(7);
        int found = 0;
        int queries = 40;
        for (int i = 0; i < queries; i++) {
            Embedding query = Vectors.near(centres.get(i), 1, random);
            Set<CandidateId> truth =
                    ids(nearest.exact(model, query, CandidateFilter.everybody(), 10));

            List<Neighbour> neighbours =
                    nearest.find(model, query, CandidateFilter.everybody(), 10);

            assertThat(neighbours).hasSize(10);
            truth.retainAll(ids(neighbours));
            found += truth.size();
        }

        assertThat(found / (10.0 * queries)).as("recall@10").isGreaterThanOrEqualTo(.98);
    }

    @Test
    void orders_by_exact_similarity_then_id() {
        Embedding query = centres.get(3);

        List<Neighbour> neighbours = nearest.find(model, query, CandidateFilter.everybody(), 50);

        assertThat(neighbours)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(Neighbour::similarity)
                                .reversed()
                                .thenComparing(Neighbour::candidate));
        assertThat(neighbours)
                .allSatisfy(neighbour -> {
                    assertThat(neighbour.similarity()).isBetween(-1.0, 1.0);
                    assertThat(neighbour.candidate().value() % CLUSTER_COUNT).isEqualTo(3);
                    assertThat(neighbour.bestPassage()).isEqualTo(1);
                });
    }

    @Test
    void gives_k_when_a_filter_keeps_one_in_a_hundred() {
        CandidateFilter french =
                new CandidateFilter(new CandidateScope.Marketplace(), List.of("FR"));
        Embedding query = centres.get(1);

        List<Neighbour> neighbours = nearest.find(model, query, french, 50);

        assertThat(neighbours).hasSize(50).isEqualTo(nearest.exact(model, query, french, 50));
        assertThat(neighbours).allMatch(n -> n.candidate().value() % FRENCH == 0);
    }

    @Test
    void gives_k_through_the_index_when_a_large_group_is_far_from_the_query() {
        OrganizationId organization = people.organization("Large");
        // 1,500 candidates, more than a small group; with FR 15 of them remain.
        people.fromSource(organization, 1, 1_500);
        Embedding query = centres.get(17);

        List<Neighbour> all = nearest.find(model, query, filter(organization), 100);
        List<Neighbour> french = nearest.find(model, query, filter(organization, "FR"), 15);

        assertThat(all).hasSize(100).allMatch(n -> n.candidate().value() <= 1_500);
        assertThat(french).hasSize(15);
        assertThat(nearest.find(model, query, filter(organization, "FR"), 16)).hasSize(15);
    }

    @Test
    void finds_only_an_organizations_own_candidates() {
        OrganizationId organization = people.organization("Small");
        OrganizationId other = people.organization("Other");
        people.applied(organization, 11);
        people.inPool(organization, 12);
        people.fromSource(organization, 13, 14);
        people.applied(other, 15);

        Set<CandidateId> found = ids(nearest.find(model, centres.get(0), filter(organization), 10));

        assertThat(found)
                .containsExactlyInAnyOrder(
                        new CandidateId(11),
                        new CandidateId(12),
                        new CandidateId(13),
                        new CandidateId(14));
    }

    @Test
    void finds_nobody_for_an_organization_without_candidates() {
        OrganizationId organization = people.organization("Nobody");

        assertThat(nearest.find(model, centres.get(0), filter(organization), 10)).isEmpty();
    }

    @Test
    void never_finds_who_is_inactive_deleted_anonymized_restricted_or_merged() {
        people.candidates(9_001, 9_006);
        Embedding somewhere = Vectors.random(new Random(99));
        Map<Long, Embedding> vectors = new HashMap<>();
        for (long id = 9_001; id <= 9_006; id++) {
            vectors.put(id, somewhere);
        }
        people.vectors(model, vectors);
        jdbc.sql("UPDATE candidates SET is_active = false WHERE id = 9001").update();
        jdbc.sql("UPDATE candidates SET deleted_at = now() WHERE id = 9002").update();
        jdbc.sql("UPDATE candidates SET anonymized_at = now() WHERE id = 9003").update();
        jdbc.sql("UPDATE candidates SET merged_into_id = 9005 WHERE id = 9004").update();
        jdbc.sql(
                        """
                        UPDATE candidates
                        SET restricted_at = now(), restriction_reason = 'retention_clash'
                        WHERE id = 9006
                        """)
                .update();

        List<Neighbour> neighbours = nearest.find(model, somewhere, CandidateFilter.everybody(), 5);

        assertThat(neighbours).hasSize(5);
        assertThat(neighbours.getFirst().candidate()).isEqualTo(new CandidateId(9_005));
        assertThat(neighbours.get(1).similarity()).isLessThan(.5);
    }

    @Test
    void finds_a_candidate_once_by_whole_and_best_passage() {
        Random random = new Random(5);
        Embedding beginning = Vectors.random(random);
        Embedding late = Vectors.random(random);
        people.candidates(9_101, 9_101);
        people.replace(
                model,
                Map.of(
                        9_101L,
                        PeopleInDatabase.entity(
                                "long", List.of(beginning, Vectors.random(random), late))));

        List<Neighbour> neighbours = nearest.find(model, late, CandidateFilter.everybody(), 3);

        Neighbour first = neighbours.getFirst();
        assertThat(first.candidate()).isEqualTo(new CandidateId(9_101));
        assertThat(first.bestPassage()).isEqualTo(3);
        // The whole holds a third of it, of a length of sqrt(1 + 1/4 + 1/9).
        assertThat(first.similarity())
                .isEqualTo(.75 * (1 / 3.0) / Math.sqrt(1 + 1 / 4.0 + 1 / 9.0) + .25, within(.05));
        assertThat(ids(neighbours)).hasSize(3);
    }

    @Test
    void refuses_a_query_of_another_dimension() {
        Embedding narrow = Embedding.normalized(new float[] {1, 0});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> nearest.find(model, narrow, CandidateFilter.everybody(), 5))
                .withMessageContaining("1024");
    }

    private static CandidateFilter filter(OrganizationId organization, String... countries) {
        return new CandidateFilter(
                new CandidateScope.Organization(organization), List.of(countries));
    }

    private static Set<CandidateId> ids(List<Neighbour> neighbours) {
        Set<CandidateId> ids = new HashSet<>();
        neighbours.forEach(neighbour -> ids.add(neighbour.candidate()));
        return ids;
    }

    private String plan(CandidateFilter filter) {
        return new TransactionTemplate(new JdbcTransactionManager(database.dataSource()))
                .execute(_ -> {
                    new GraphScan(new JdbcTemplate(database.dataSource())).prepare();
                    return String.join(
                            "\n",
                            jdbc.sql("EXPLAIN " + GraphScan.NEAREST)
                                    .params(filter.parameters())
                                    .param("model", model.value())
                                    .param("query", new PGhalfvec(centres.getFirst().toArray()))
                                    .param("limit", 100)
                                    .query(String.class)
                                    .list());
                });
    }
}
