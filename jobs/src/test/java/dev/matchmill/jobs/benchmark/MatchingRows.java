package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.Vectors;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Candidates in clusters, as occupations are, and postings near them; one vector each. The vector
 * index is built once they are there, as a restored database builds it.
 */
final class MatchingRows {

    private static final int CLUSTERS = 50;
    private static final int AT_ONCE = 500;
    private static final String INDEX =
            """
            SELECT replace(pg_get_indexdef(to_regclass('idx_embeddings_vector_hnsw')), ' ONLY ', ' ')
            """;

    private static final String[] SKILLS = {"java", "sql", "kafka", "welding", "nursing"};

    private final MatchWorld world;
    private final Random random = new Random(1);
    private final List<Embedding> centres = new ArrayList<>();

    MatchingRows(MatchWorld world) {
        this.world = world;
        for (int i = 0; i < CLUSTERS; i++) {
            centres.add(Vectors.random(random));
        }
    }

    /** Returns how many seconds the index took. */
    double load(int candidates, int postings) {
        world.organization(1, "marketplace");
        world.jdbc()
                .sql(
                        """
                        INSERT INTO candidates (id, email, full_name, years_of_experience,
                                                location_city, location_country)
                        SELECT i, 'c' || i || '@example.org', 'C', i % 20, 'Bonn', 'DE'
                        FROM generate_series(1, :candidates) i
                        """)
                .param("candidates", candidates)
                .update();
        world.jdbc()
                .sql(
                        """
                        INSERT INTO pipeline.candidate_texts
                            (candidate_id, text_content, text_version, text_sha256)
                        SELECT i, t.text, '1', sha256(convert_to(t.text, 'UTF8'))
                        FROM generate_series(1, :candidates) i
                        CROSS JOIN LATERAL (
                            SELECT repeat('Worked with many people on things like number ' || i
                                          || '. ', 30)
                                   || (CAST(:skills AS text[]))[1 + i % 5] AS text) t
                        """)
                .param("candidates", candidates)
                .param("skills", SKILLS)
                .update();
        String index = world.texts(INDEX).getFirst();
        world.execute("DROP INDEX idx_embeddings_vector_hnsw");
        for (long from = 1; from <= candidates; from += AT_ONCE) {
            renew(from, Math.min(candidates, from + AT_ONCE - 1));
        }
        Map<Long, List<Embedding>> wanted = new HashMap<>();
        for (long id = 1; id <= postings; id++) {
            world.posting(id, 1, 5, "[\"" + SKILLS[(int) (id % SKILLS.length)] + "\", \"sql\"]");
            wanted.put(id, List.of(vector(id)));
        }
        world.vectors(EntityType.POSTING, wanted);
        long start = System.nanoTime();
        new JdbcTemplate(world.database().dataSource())
                .execute(
                        "SET maintenance_work_mem = '1GB'; "
                                + index
                                + "; RESET maintenance_work_mem");
        double seconds = (System.nanoTime() - start) / 1e9;
        world.execute("VACUUM ANALYZE");
        return seconds;
    }

    /** New vectors for these candidates, both ends included. */
    void renew(long from, long to) {
        Map<Long, List<Embedding>> vectors = new HashMap<>();
        for (long id = from; id <= to; id++) {
            vectors.put(id, List.of(vector(id)));
        }
        world.vectors(EntityType.CANDIDATE, vectors);
    }

    private Embedding vector(long id) {
        return Vectors.near(centres.get((int) (id % CLUSTERS)), 1, random);
    }
}
