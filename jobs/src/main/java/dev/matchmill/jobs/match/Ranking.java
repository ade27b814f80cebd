package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.CandidateId;
import java.util.List;
import java.util.Map;

/**
 * The ranking of a posting.
 *
 * @param pool whom it was made from, with their scores
 * @param top candidates to publish, best first; equal scores by id
 * @param details computed scores by candidate, of all of {@code top} who are not published already
 * @param applied those of them who applied, among the top or not
 */
record Ranking(
        Pool pool, List<Long> top, Map<Long, MatchScore> details, List<CandidateId> applied) {

    /** Of a posting that nobody is to be matched with. */
    static final Ranking NOBODY = new Ranking(Pool.EMPTY, List.of(), Map.of(), List.of());

    Ranking {
        top = List.copyOf(top);
        details = Map.copyOf(details);
        applied = List.copyOf(applied);
    }
}
