package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The candidates nearest to a posting: through the HNSW index, or by exact scan where the filter
 * keeps few. Joins the caller's transaction, or uses one of its own. Thread-safe.
 */
public final class NearestCandidates {

    /** Vectors fetched for each candidate wanted: a candidate has several, and may win with any. */
    private static final int VECTORS_PER_CANDIDATE = 4;

    /** Beyond so many vectors for each candidate wanted, more of them don't change the best k. */
    private static final int MOST_VECTORS_PER_CANDIDATE = 16;

    private static final int FEWEST_VECTORS = 100;

    private final GraphScan graph;
    private final ExactScores scores;
    private final EligibleCandidates eligible;
    private final TransactionTemplate transaction;

    public NearestCandidates(DataSource dataSource) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        JdbcClient jdbc = JdbcClient.create(template);
        this.graph = new GraphScan(template);
        this.scores = new ExactScores(jdbc);
        this.eligible = new EligibleCandidates(jdbc);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * The k nearest, found through the HNSW index and scored exactly afterwards. Returns k of them
     * whenever k eligible ones exist.
     *
     * @param k at least 1
     * @return by similarity descending, then id
     * @throws IllegalArgumentException if the query's dimension is not the column's
     */
    public List<Neighbour> find(ModelId model, Embedding query, CandidateFilter filter, int k) {
        demand(query, k);
        return transaction.execute(_ -> {
            graph.prepare();
            Optional<Collection<Long>> few = eligible.few(filter);
            if (few.isPresent()) {
                return scores.best(model, query, filter, few.get(), k);
            }
            return throughGraph(model, query, filter, k);
        });
    }

    /** The k nearest without the index: the truth that recall is measured against. */
    public List<Neighbour> exact(ModelId model, Embedding query, CandidateFilter filter, int k) {
        demand(query, k);
        return transaction.execute(_ -> {
            graph.prepare();
            return scores.best(model, query, filter, null, k);
        });
    }

    /**
     * The given candidates scored exactly, whoever's they are; those without a vector or not active
     * are left out.
     *
     * @return by similarity descending, then id
     */
    public List<Neighbour> of(ModelId model, Embedding query, Collection<CandidateId> candidates) {
        return of(model, query, CandidateFilter.everybody(), candidates);
    }

    /**
     * Those of the given candidates whom the filter keeps, scored exactly: to the last bit as
     * {@link #find} does.
     *
     * @return by similarity descending, then id
     */
    public List<Neighbour> of(
            ModelId model,
            Embedding query,
            CandidateFilter filter,
            Collection<CandidateId> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        demand(query, candidates.size());
        List<Long> ids = candidates.stream().map(CandidateId::value).sorted().toList();
        return scores.best(model, query, filter, ids, ids.size());
    }

    private List<Neighbour> throughGraph(
            ModelId model, Embedding query, CandidateFilter filter, int k) {
        int limit = Math.max(FEWEST_VECTORS, VECTORS_PER_CANDIDATE * k);
        while (true) {
            List<GraphScan.Hit> hits = graph.nearest(model, query, filter, limit);
            Set<Long> candidates = new TreeSet<>();
            double farthest = 1;
            for (GraphScan.Hit hit : hits) {
                candidates.add(hit.candidateId());
                farthest = Math.min(farthest, hit.similarity());
            }
            boolean exhausted = hits.size() < limit;
            if (exhausted && candidates.size() < k) {
                // The index gave up before the eligible ones did, or there are no more.
                return scores.best(model, query, filter, null, k);
            }
            List<Neighbour> best = scores.best(model, query, filter, candidates, k);
            // A score is a mean of two cosines of the candidate's vectors, so nobody who is not
            // among the hits can score above the farthest hit.
            boolean complete = best.size() == k && best.getLast().similarity() >= farthest;
            if (complete || exhausted || limit >= MOST_VECTORS_PER_CANDIDATE * Math.max(k, 25)) {
                return best;
            }
            limit *= 2;
        }
    }

    private static void demand(Embedding query, int k) {
        if (query.dimension() != ModelDescription.DIMENSION) {
            throw new IllegalArgumentException(
                    "the query has "
                            + query.dimension()
                            + " dimensions and the database holds "
                            + ModelDescription.DIMENSION);
        }
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1: " + k);
        }
    }
}
