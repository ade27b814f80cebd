package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.jobs.run.Writes;

/**
 * Shows the new generation to readers and remembers what was seen of postings and candidates, in
 * one transaction: killed before it, the next refresh finds everything to do again. Then drops what
 * was superseded, a piece at a time.
 */
final class Publish implements Piece {

    private static final int DROPPED_AT_ONCE = 20_000;

    private final Refresh refresh;
    private final Generations generations;
    private final Pools pools;
    private final CandidateStates candidates;
    private final Invalidations invalidations;
    private final Looks looks;
    private final Writes writes;
    private final RunReport report;
    private boolean published;

    Publish(
            Refresh refresh,
            Generations generations,
            Pools pools,
            CandidateStates candidates,
            Invalidations invalidations,
            Looks looks,
            Writes writes,
            RunReport report) {
        this.refresh = refresh;
        this.generations = generations;
        this.pools = pools;
        this.candidates = candidates;
        this.invalidations = invalidations;
        this.looks = looks;
        this.writes = writes;
        this.report = report;
    }

    @Override
    public boolean next() {
        RefreshPlan plan = refresh.plan().orElse(null);
        if (plan == null) {
            refresh.lookedAt().ifPresent(at -> writes.inNew(() -> looks.renew(at)));
            return false;
        }
        if (!published) {
            CrashPoint.BEFORE_PUBLISH.reached();
            writes.inNew(() -> publish(plan));
            CrashPoint.AFTER_PUBLISH.reached();
            published = true;
            return true;
        }
        int dropped = writes.inNew(() -> generations.dropSuperseded(DROPPED_AT_ONCE));
        if (dropped == DROPPED_AT_ONCE) {
            return true;
        }
        writes.inNew(pools::dropSuperseded);
        return false;
    }

    private void publish(RefreshPlan plan) {
        generations.demandActive(plan.model());
        refresh.generation()
                .ifPresent(generation -> {
                    generations.searched(generation, report.searches());
                    generations.publish(generation);
                });
        candidates.store(plan.changed());
        invalidations.settle(plan.invalidations());
        generations.leave();
        refresh.lookedAt().ifPresent(looks::store);
    }
}
