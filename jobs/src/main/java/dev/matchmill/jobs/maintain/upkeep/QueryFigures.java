package dev.matchmill.jobs.maintain.upkeep;

import java.util.Map;
import java.util.Optional;

/**
 * What the server has counted for one statement since its statistics began.
 *
 * @param query normalised: without literals
 */
record QueryFigures(
        long queryId,
        String query,
        long calls,
        double totalMs,
        double meanMs,
        double maxMs,
        long rows,
        long sharedBlksHit,
        long sharedBlksRead) {

    /** By name. */
    Map<String, Object> toMap() {
        return Map.of(
                "queryId", queryId,
                "query", query,
                "calls", calls,
                "totalMs", totalMs,
                "meanMs", meanMs,
                "maxMs", maxMs,
                "rows", rows,
                "sharedBlksHit", sharedBlksHit,
                "sharedBlksRead", sharedBlksRead);
    }

    /** Whether an execution since the earlier look took, or must have taken, longer than that. */
    boolean wasSlowSince(Optional<QueryFigures> earlier, double limit) {
        if (earlier.isEmpty() || calls < earlier.get().calls) {
            return maxMs > limit;
        }
        QueryFigures then = earlier.get();
        long more = calls - then.calls;
        return more > 0 && (maxMs > then.maxMs || (totalMs - then.totalMs) / more > limit);
    }
}
