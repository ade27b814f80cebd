package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.model.ModelDescription;
import dev.matchmill.migrations.type.CandidateId;
import dev.matchmill.migrations.type.ModelId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The candidates nearest to postings: through the HNSW index, or by comparing all of them. Whoever
 * finds them, similarities come from one function and are equal to the last bit. Joins the caller's
 * transaction, or uses one of its own. Thread-safe.
 */
public final class NearestCandidates {

    private final GraphScan graph;
    private final VectorCopy vectors;
    private final ExactSearch exact;
    private final EligibleCandidates eligible;
    private final TransactionTemplate transaction;
    private final SearchSettings settings;

    public NearestCandidates(DataSource dataSource) {
        this(dataSource, SearchSettings.DEFAULT);
    }

    public NearestCandidates(DataSource dataSource, SearchSettings settings) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        this.graph = new GraphScan(template);
        this.vectors = new VectorCopy(template);
        this.exact = new ExactSearch(vectors);
        this.eligible = new EligibleCandidates(JdbcClient.create(template));
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.settings = settings;
    }

    /**
     * The k nearest to one posting: through the index, or exactly where the filter keeps few.
     * Returns k of them whenever k eligible ones exist.
     *
     * @param k at least 1
     * @return by similarity descending, then id
     * @throws IllegalArgumentException if the query's dimension is not the column's
     */
    public List<Neighbour> find(ModelId model, Embedding query, CandidateFilter filter, int k) {
        demand(query, k);
        Optional<Collection<Long>> few = eligible.few(filter);
        if (few.isPresent()) {
            return exactly(model, query, eligible.of(model, filter, few.get()), k);
        }
        List<Neighbour> found = throughIndex(model, List.of(query), filter, k).getFirst();
        // The index gave up before the eligible ones did, or there are no more.
        return found.size() == k ? found : exactly(model, query, eligible.all(model, filter), k);
    }

    /** The k nearest without the index: the truth that recall is measured against. */
    public List<Neighbour> exact(ModelId model, Embedding query, CandidateFilter filter, int k) {
        demand(query, k);
        return exactly(model, query, eligible.all(model, filter), k);
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
     * Those of the given candidates whom the filter keeps, scored exactly.
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
        return exactly(model, query, eligible.of(model, filter, ids), candidates.size());
    }

    /**
     * The k nearest to each of some postings with the same filter, by the engine that costs less
     * for so many. Where that is the index, its recall is measured on some of these postings, and
     * if it is below the least one allowed, the exact engine finds all of them instead.
     *
     * @param queries by the postings' ids
     * @param k at least 1
     * @return lists of k, or of everybody eligible, by similarity descending, then id
     */
    public GroupNeighbours search(
            ModelId model, SortedMap<Long, Embedding> queries, CandidateFilter filter, int k) {
        if (queries.isEmpty()) {
            return new GroupNeighbours(Map.of(), SearchEngine.EXACT, OptionalDouble.empty());
        }
        queries.values().forEach(query -> demand(query, k));
        long[] ids = eligible.all(model, filter);
        RecallSample sample = RecallSample.of(queries.size(), ids.length, k);
        List<Embedding> asked = List.copyOf(queries.values());
        if (engine(model, asked.size(), ids.length, sample) == SearchEngine.EXACT) {
            return exactly(model, queries, ids, k, OptionalDouble.empty());
        }
        List<List<Neighbour>> found = throughIndex(model, asked, filter, k);
        double recall = recall(model, asked, found, sample, ids, k);
        if (recall < settings.leastRecall()) {
            return exactly(model, queries, ids, k, OptionalDouble.of(recall));
        }
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).size() < Math.min(k, ids.length)) {
                found.set(i, exactly(model, asked.get(i), ids, k));
            }
        }
        return new GroupNeighbours(
                byPosting(queries, found), SearchEngine.GRAPH, OptionalDouble.of(recall));
    }

    private SearchEngine engine(ModelId model, int postings, long candidates, RecallSample sample) {
        return switch (settings.engine()) {
            case EXACT -> SearchEngine.EXACT;
            case GRAPH -> SearchEngine.GRAPH;
            case AUTO -> {
                double each = eligible.vectorsOfEach(model);
                yield SearchCost.cheaper(
                        postings,
                        Math.round(each * candidates),
                        Math.round(each * sample.size(candidates)));
            }
        };
    }

    private double recall(
            ModelId model,
            List<Embedding> queries,
            List<List<Neighbour>> found,
            RecallSample sample,
            long[] ids,
            int k) {
        List<float[]> measured = new ArrayList<>();
        List<List<Neighbour>> ofMeasured = new ArrayList<>();
        for (int posting : sample.postings()) {
            measured.add(queries.get(posting).toArray());
            ofMeasured.add(found.get(posting));
        }
        List<List<Neighbour>> truth = exact.nearest(model, measured, sample.of(ids), 2 * k);
        return RecallSample.recall(ofMeasured, truth, k);
    }

    private GroupNeighbours exactly(
            ModelId model,
            SortedMap<Long, Embedding> queries,
            long[] ids,
            int k,
            OptionalDouble recall) {
        List<float[]> components = queries.values().stream().map(Embedding::toArray).toList();
        return new GroupNeighbours(
                byPosting(queries, exact.nearest(model, components, ids, k)),
                SearchEngine.EXACT,
                recall);
    }

    private List<Neighbour> exactly(ModelId model, Embedding query, long[] ids, int k) {
        return exact.nearest(model, List.of(query.toArray()), ids, k).getFirst();
    }

    private List<List<Neighbour>> throughIndex(
            ModelId model, List<Embedding> queries, CandidateFilter filter, int k) {
        GraphSearch search = new GraphSearch(graph, vectors, model, filter);
        List<List<Neighbour>> found = new ArrayList<>();
        for (Embedding query : queries) {
            found.add(
                    transaction.execute(_ -> {
                        graph.prepare();
                        return search.nearest(query, k);
                    }));
        }
        return found;
    }

    private static Map<Long, List<Neighbour>> byPosting(
            SortedMap<Long, Embedding> queries, List<List<Neighbour>> found) {
        Map<Long, List<Neighbour>> nearest = new HashMap<>();
        int at = 0;
        for (Long posting : queries.keySet()) {
            nearest.put(posting, found.get(at));
            at++;
        }
        return nearest;
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
