package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.PostingSide.Work;
import dev.matchmill.migrations.type.ModelId;
import java.util.List;

/**
 * What a refresh has to do, as one look at hashes told.
 *
 * @param postings all open ones by id
 * @param closedCount postings that show matches and are not open
 * @param isFull whether every posting is searched and published anew
 */
record RefreshPlan(
        ModelId model,
        List<PostingSide> postings,
        ChangedCandidates changed,
        Invalidations.Open invalidations,
        long closedCount,
        ScopeSizes sizes,
        boolean isFull) {

    RefreshPlan {
        postings = List.copyOf(postings);
    }

    /** Nothing changed on either side. */
    boolean isNothing() {
        return !isFull
                && changed.isEmpty()
                && closedCount == 0
                && invalidations.ids().isEmpty()
                && postings.stream().allMatch(p -> p.work() == Work.NONE);
    }

    /** Pairs of posting and candidate that a full refresh compares. */
    long pairsOfFull() {
        return postings.stream()
                .filter(PostingSide::isMatched)
                .mapToLong(p -> sizes.of(p.organization()))
                .sum();
    }

    /**
     * As everything, where that is asked for or doing what changed costs more than the given share
     * of it.
     */
    RefreshPlan extended(MatchExtent extent, double fullFrom) {
        boolean isFirst =
                !postings.isEmpty() && postings.stream().allMatch(p -> p.work() == Work.SEARCH);
        if (extent == MatchExtent.CHANGED
                && !isFirst
                && pairsAtMost() <= fullFrom * pairsOfFull()) {
            return this;
        }
        return new RefreshPlan(
                model,
                postings.stream().map(p -> p.with(Work.SEARCH)).toList(),
                changed,
                invalidations,
                closedCount,
                sizes,
                true);
    }

    private long pairsAtMost() {
        long present = changed.presentCount();
        return postings.stream()
                .filter(PostingSide::isMatched)
                .mapToLong(p -> {
                    long all = sizes.of(p.organization());
                    return p.isComparable() ? Math.min(present, all) : all;
                })
                .sum();
    }
}
