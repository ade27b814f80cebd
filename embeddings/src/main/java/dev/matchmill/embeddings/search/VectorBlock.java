package dev.matchmill.embeddings.search;

import dev.matchmill.migrations.type.ModelId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Vectors of some candidates in memory, to compare each of them with many postings. Immutable and
 * thread-safe.
 */
public final class VectorBlock {

    private final List<CandidateVectors> candidates;

    VectorBlock(List<CandidateVectors> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /**
     * The vectors of these candidates; who has none is not in the block.
     *
     * @param ids sorted
     */
    public static VectorBlock read(DataSource dataSource, ModelId model, long[] ids) {
        return new VectorBlock(new VectorCopy(new JdbcTemplate(dataSource)).read(model, ids));
    }

    /** How many candidates it holds. */
    public int size() {
        return candidates.size();
    }

    /** Id of the candidate at an index below {@link #size}; ascending. */
    public long id(int index) {
        return candidates.get(index).id();
    }

    List<CandidateVectors> candidates() {
        return candidates;
    }

    int vectorCount() {
        return candidates.stream().mapToInt(CandidateVectors::size).sum();
    }
}
