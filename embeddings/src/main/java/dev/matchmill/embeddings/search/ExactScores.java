package dev.matchmill.embeddings.search;

import com.pgvector.PGvector;
import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Scores candidates on their full vectors, without any index on them. Thread-safe. */
final class ExactScores {

    private static final String TEXT =
            """
            SELECT s.entity_id, s.similarity, s.best_passage
            FROM (
                SELECT e.entity_id,
                       :wholeShare * max(1 - (e.embedding_vector <=> :query))
                               FILTER (WHERE e.chunk_no = 0)
                           + (1 - :wholeShare) * max(1 - (e.embedding_vector <=> :query))
                               FILTER (WHERE e.chunk_no > 0 OR e.chunk_count = 1) AS similarity,
                       (array_agg(greatest(e.chunk_no, 1)
                               ORDER BY e.embedding_vector <=> :query, e.chunk_no)
                           FILTER (WHERE e.chunk_no > 0 OR e.chunk_count = 1))[1] AS best_passage
                FROM embeddings e
                JOIN candidates c ON c.id = e.entity_id
                WHERE e.entity_type = 'candidate'
                  AND e.embedding_model_id = :model
                  {these}
            """
                    + Eligibility.CONDITION
                    + """
                        GROUP BY e.entity_id) s
                    ORDER BY s.similarity DESC, s.entity_id
                    LIMIT :limit
                    """;

    private static final String ALL = TEXT.replace("{these}", "");

    // Of its own, so that it finds them by their ids whether its plan was made for the values or
    // not.
    private static final String GIVEN =
            TEXT.replace("{these}", "AND e.entity_id = ANY (CAST(:ids AS bigint[]))");

    private final JdbcClient jdbc;

    ExactScores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The best of the given candidates, or of all.
     *
     * @param ids sorted; null for all
     * @return by similarity descending, then id
     */
    List<Neighbour> best(
            ModelId model,
            Embedding query,
            CandidateFilter filter,
            @Nullable Collection<Long> ids,
            int limit) {
        JdbcClient.StatementSpec statement =
                ids == null
                        ? jdbc.sql(ALL)
                        : jdbc.sql(GIVEN).param("ids", ids.toArray(Long[]::new));
        return statement
                .params(filter.parameters())
                .param("wholeShare", Neighbour.WHOLE_SHARE)
                .param("query", new PGvector(query.toArray()))
                .param("model", model.value())
                .param("limit", limit)
                .query((row, _) ->
                        new Neighbour(
                                new CandidateId(row.getLong("entity_id")),
                                row.getDouble("similarity"),
                                row.getInt("best_passage")))
                .list();
    }
}
