package dev.matchmill.jobs.model;

import dev.matchmill.embeddings.search.CandidateFilter;
import dev.matchmill.migrations.type.PostingId;
import java.util.Collection;
import java.util.Map;

/**
 * A posting that models are compared on.
 *
 * @param organization whose it is
 * @param filter whose candidates it sees
 * @param grades what people judged, by candidate; empty where nobody did
 */
record ComparedPosting(
        PostingId id, long organization, CandidateFilter filter, Map<Long, Integer> grades) {

    ComparedPosting {
        grades = Map.copyOf(grades);
    }

    /** Whether anybody judged suits, so that an order can be measured. */
    boolean isJudged() {
        return grades.values().stream().anyMatch(grade -> grade > 0);
    }

    Collection<Integer> judged() {
        return grades.values();
    }
}
