package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.EngineChoice;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The k nearest of every posting: by the program, and by the usual single statement. */
record NearestSearch(MatchWorld world, int postings, int k) {

    /** Postings that the server compares with everybody by itself, for the truth. */
    private static final int JUDGED = 25;

    private static final String LATERAL =
            """
            SELECT p.entity_id AS posting, n.entity_id AS candidate
            FROM embeddings p
            CROSS JOIN LATERAL (
                SELECT e.entity_id
                FROM embeddings e
                WHERE e.entity_type = 'candidate'
                  AND e.embedding_model_id = :model
                ORDER BY e.embedding_vector::halfvec(1024) <=> p.embedding_vector::halfvec(1024)
                LIMIT :limit) n
            WHERE p.entity_type = 'job'
              AND p.embedding_model_id = :model
            """;

    private static final String TRUTH =
            LATERAL.replace("::halfvec(1024)", "") + "  AND p.entity_id % :each = 0";

    /** Candidates by posting. */
    Map<Long, Set<Long>> byProgram(EngineChoice engine) {
        var source = world.database().dataSource();
        var queries =
                new EmbeddingStore(source)
                        .wholes(
                                world.model(),
                                EntityType.POSTING,
                                LongStream.rangeClosed(1, postings).boxed().toList());
        Map<Long, Set<Long>> found = new HashMap<>();
        new NearestCandidates(source, new SearchSettings(engine, 0))
                .search(world.model(), queries, CandidateFilter.everybody(), k)
                .nearest()
                .forEach((posting, near) -> {
                    Set<Long> candidates = new HashSet<>();
                    near.forEach(neighbour -> candidates.add(neighbour.candidate().value()));
                    found.put(posting, candidates);
                });
        return found;
    }

    /** Some of the postings compared with every candidate by the server, without any index. */
    Map<Long, Set<Long>> exactly() {
        return query("SET LOCAL enable_indexscan = off", TRUTH);
    }

    /**
     * One statement for all postings.
     *
     * @param search value of hnsw.ef_search
     */
    Map<Long, Set<Long>> byLateral(int search) {
        return query("SET LOCAL hnsw.ef_search = " + search, LATERAL);
    }

    /** Share of the truth that was found. */
    static double recall(Map<Long, Set<Long>> truth, Map<Long, Set<Long>> found) {
        long hits = 0;
        long wanted = 0;
        for (Map.Entry<Long, Set<Long>> posting : truth.entrySet()) {
            Set<Long> both = new HashSet<>(posting.getValue());
            both.retainAll(found.getOrDefault(posting.getKey(), Set.of()));
            hits += both.size();
            wanted += posting.getValue().size();
        }
        return hits / (double) wanted;
    }

    private Map<Long, Set<Long>> query(String setting, String sql) {
        JdbcTemplate jdbc = new JdbcTemplate(world.database().dataSource());
        TransactionTemplate transaction =
                new TransactionTemplate(new JdbcTransactionManager(world.database().dataSource()));
        Map<Long, Set<Long>> found = new HashMap<>();
        transaction.executeWithoutResult(_ -> {
            jdbc.execute("SELECT vector_dims('[1]'::vector); SET LOCAL jit = off; " + setting);
            jdbc.query(
                    sql.replace(":model", Long.toString(world.model().value()))
                            .replace(":limit", Integer.toString(k))
                            .replace(":each", Integer.toString(Math.max(1, postings / JUDGED))),
                    row -> {
                        found.computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                                .add(row.getLong(2));
                    });
        });
        return found;
    }
}
