package dev.matchmill.jobs.maintain.upkeep;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.embeddings.search.NearestCandidates;
import dev.matchmill.embeddings.search.Neighbour;
import dev.matchmill.migrations.type.ModelId;
import java.sql.Array;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many of the truly nearest candidates the vector index finds. */
final class RecallProbe {

    private static final int QUERIES = 20;
    private static final int NEIGHBOURS = 10;

    // Spread over the ids rather than by chance: two probes of the same data give the same figure.
    private static final String SAMPLE =
            """
            SELECT CAST(embedding_vector AS real[]) AS components
            FROM (
                SELECT embedding_vector, row_number() OVER (ORDER BY entity_id) AS position,
                       count(*) OVER () AS total
                FROM embeddings
                WHERE entity_type = 'candidate'
                  AND embedding_model_id = :model
                  AND chunk_no = 0) v
            WHERE position % greatest(total / :queries, 1) = 0
            ORDER BY position
            LIMIT :queries
            """;

    private final JdbcClient jdbc;
    private final NearestCandidates nearest;

    RecallProbe(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.nearest = new NearestCandidates(dataSource);
    }

    /** Mean recall@10 over vectors of the model, 0 to 1; empty when there are none. */
    OptionalDouble measure(long model) {
        List<Embedding> queries =
                jdbc.sql(SAMPLE)
                        .param("model", model)
                        .param("queries", QUERIES)
                        .query((row, _) -> embedding(row.getArray("components")))
                        .list();
        return queries.stream().mapToDouble(query -> recall(new ModelId(model), query)).average();
    }

    private double recall(ModelId model, Embedding query) {
        CandidateFilter everybody = CandidateFilter.everybody();
        Set<Long> truth = ids(nearest.exact(model, query, everybody, NEIGHBOURS));
        Set<Long> found = ids(nearest.find(model, query, everybody, NEIGHBOURS));
        int size = truth.size();
        found.retainAll(truth);
        return size == 0 ? 1 : (double) found.size() / size;
    }

    private static Set<Long> ids(List<Neighbour> neighbours) {
        Set<Long> ids = new HashSet<>();
        neighbours.forEach(neighbour -> ids.add(neighbour.candidate().value()));
        return ids;
    }

    private static Embedding embedding(Array array) throws SQLException {
        Float[] boxed = (Float[]) array.getArray();
        float[] components = new float[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            components[i] = boxed[i];
        }
        return Embedding.normalized(components);
    }
}
