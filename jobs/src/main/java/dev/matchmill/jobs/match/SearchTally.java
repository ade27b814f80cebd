package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.SearchCounts;
import dev.matchmill.migrations.type.GenerationId;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds what one of several workers searched to their generation. Confined to one step. */
final class SearchTally {

    private static final String ADD =
            """
            UPDATE pipeline.match_generations
            SET exact_search_count = exact_search_count + :exact,
                graph_search_count = graph_search_count + :graph,
                fallback_search_count = fallback_search_count + :fallback,
                graph_recall = least(graph_recall, CAST(:recall AS double precision))
            WHERE id = (
                SELECT id
                FROM pipeline.match_generations
                WHERE id = :generation
                  AND status = 'building'
                FOR NO KEY UPDATE SKIP LOCKED)
            """;

    private final JdbcClient jdbc;
    private final SearchCounts counts;
    private long exact;
    private long graph;
    private long fallback;

    SearchTally(JdbcClient jdbc, SearchCounts counts) {
        this.jdbc = jdbc;
        this.counts = counts;
    }

    /**
     * Adds what came since the last {@link #isAdded}, unless somebody is at the same row: then the
     * next time. Belongs in the caller's transaction.
     */
    boolean add(GenerationId generation) {
        OptionalDouble recall = counts.leastRecall();
        return jdbc.sql(ADD)
                        .param("generation", generation.value())
                        .param("exact", counts.exactCount() - exact)
                        .param("graph", counts.graphCount() - graph)
                        .param("fallback", counts.fallbackCount() - fallback)
                        .param("recall", recall.isPresent() ? recall.getAsDouble() : null)
                        .update()
                == 1;
    }

    /** The transaction that added them is committed. */
    void isAdded() {
        exact = counts.exactCount();
        graph = counts.graphCount();
        fallback = counts.fallbackCount();
    }
}
