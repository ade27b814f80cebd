package dev.matchmill.embeddings.search;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import javax.sql.DataSource;

/** The candidates nearest to a posting, through the HNSW index and by exact scan. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class NearestCandidates {

    private final DataSource dataSource;

    public NearestCandidates(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The k nearest through the HNSW index, scored exactly afterwards. Returns k of them whenever k
     * eligible ones exist.
     *
     * @return by similarity descending, then id
     */
    public List<Neighbour> find(ModelId model, Embedding query, CandidateFilter filter, int k) {
        throw new UnsupportedOperationException(dataSource + " " + model + query + filter + k);
    }

    /** The k nearest without any index: the truth that recall is measured against. */
    public List<Neighbour> exact(ModelId model, Embedding query, CandidateFilter filter, int k) {
        throw new UnsupportedOperationException(model + " " + query + filter + k);
    }
}
