package dev.matchmill.jobs.benchmark;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.jobs.match.MatchWorld;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The k nearest of every posting: by the program, and by the usual single statement. */
record NearestSearch(MatchWorld world, int postings, int k) {

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

    /** Candidates by posting. */
    Map<Long, Set<Long>> byProgram() {
        NearestCandidates nearest = new NearestCandidates(world.database().dataSource());
        return each(query -> nearest.find(world.model(), query, CandidateFilter.everybody(), k));
    }

    /** Every candidate compared with every posting by the server. */
    Map<Long, Set<Long>> exactly() {
        NearestCandidates nearest = new NearestCandidates(world.database().dataSource());
        return each(query -> nearest.exact(world.model(), query, CandidateFilter.everybody(), k));
    }

    /**
     * One statement for all postings.
     *
     * @param search value of hnsw.ef_search
     */
    Map<Long, Set<Long>> byLateral(int search) {
        JdbcTemplate jdbc = new JdbcTemplate(world.database().dataSource());
        TransactionTemplate transaction =
                new TransactionTemplate(new JdbcTransactionManager(world.database().dataSource()));
        Map<Long, Set<Long>> found = new HashMap<>();
        transaction.executeWithoutResult(_ -> {
            jdbc.execute(
                    "SELECT vector_dims('[1]'::vector); SET LOCAL jit = off;"
                            + " SET LOCAL hnsw.ef_search = "
                            + search);
            jdbc.query(
                    LATERAL.replace(":model", Long.toString(world.model().value()))
                            .replace(":limit", Integer.toString(k)),
                    row -> {
                        found.computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                                .add(row.getLong(2));
                    });
        });
        return found;
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

    private Map<Long, Set<Long>> each(Function<Embedding, List<Neighbour>> search) {
        EmbeddingStore store = new EmbeddingStore(world.database().dataSource());
        Map<Long, Set<Long>> found = new HashMap<>();
        store.wholes(
                        world.model(),
                        EntityType.POSTING,
                        LongStream.rangeClosed(1, postings).boxed().toList())
                .forEach((posting, query) -> {
                    Set<Long> candidates = new HashSet<>();
                    search.apply(query).forEach(n -> candidates.add(n.candidate().value()));
                    found.put(posting, candidates);
                });
        return found;
    }
}
