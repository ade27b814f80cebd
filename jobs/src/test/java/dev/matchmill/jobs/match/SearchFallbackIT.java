package dev.matchmill.jobs.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.run.RunReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refresh says and keeps of its searches, on 3,000 candidates and six postings. */
class SearchFallbackIT {

    private static final int CANDIDATES = 3_000;
    private static final int POSTINGS = 6;

    private final Random random = new Random(4);
    private MatchWorld world;

    @BeforeEach
    void create() {
        world = new MatchWorld(MatchWorld.settings(20, 40, 10, 0.3));
        world.organization(1, "marketplace");
        Map<Long, List<Embedding>> vectors = new HashMap<>();
        world.execute(
                """
                INSERT INTO candidates (id, email, full_name, years_of_experience)
                SELECT i, 'c' || i || '@example.org', 'C', i %% 9
                FROM generate_series(1, %d) AS i
                """
                        .formatted(CANDIDATES));
        world.execute(
                """
                INSERT INTO pipeline.candidate_texts
                    (candidate_id, text_content, text_version, text_sha256)
                SELECT id, 'Somebody', '1', sha256('Somebody')
                FROM candidates
                """);
        for (long id = 1; id <= CANDIDATES; id++) {
            vectors.put(id, List.of(Vectors.random(random)));
        }
        world.execute("DROP INDEX idx_embeddings_vector_hnsw");
        world.vectors(EntityType.CANDIDATE, vectors);
        for (long id = 1; id <= POSTINGS; id++) {
            world.posting(id, 1, 4, "[]");
            world.vectors(EntityType.POSTING, id, List.of(Vectors.random(random)));
        }
    }

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void a_damaged_index_is_told_and_kept_and_the_matches_are_those_of_comparing_everybody() {
        index(2, 4);
        world.search(SearchSettings.DEFAULT.with(EngineChoice.EXACT));
        world.refresh(MatchExtent.EVERYTHING);
        List<String> truth = world.matches();

        world.search(SearchSettings.DEFAULT.with(EngineChoice.GRAPH));
        RunReport report = world.refresh(MatchExtent.EVERYTHING);

        assertThat(report.searches().fallbackCount()).isEqualTo(POSTINGS);
        assertThat(report.searches().leastRecall().orElseThrow()).isLessThan(0.98);
        assertThat(world.matches()).isEqualTo(truth);
        assertThat(
                        world.count(
                                """
                                pipeline.match_generations
                                WHERE status = 'active'
                                  AND fallback_search_count = 6
                                  AND graph_search_count = 0
                                  AND graph_recall < 0.98
                                """))
                .isEqualTo(1);
    }

    @Test
    void a_sound_index_is_used_and_its_recall_kept() {
        index(16, 200);
        world.search(SearchSettings.DEFAULT.with(EngineChoice.GRAPH));

        RunReport report = world.refresh(MatchExtent.EVERYTHING);

        assertThat(report.searches().graphCount()).isEqualTo(POSTINGS);
        assertThat(report.searches().fallbackCount()).isZero();
        assertThat(
                        world.count(
                                """
                                pipeline.match_generations
                                WHERE status = 'active'
                                  AND graph_search_count = 6
                                  AND graph_recall >= 0.98
                                """))
                .isEqualTo(1);
    }

    private void index(int links, int construction) {
        world.execute(
                """
                CREATE INDEX idx_embeddings_vector_hnsw ON embeddings
                USING hnsw ((embedding_vector::halfvec(1024)) halfvec_cosine_ops)
                WITH (m = %d, ef_construction = %d)
                """
                        .formatted(links, construction));
        // Without figures of the table the planner would not ask the index.
        world.execute("ANALYZE");
    }
}
