package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.CrashPoint;
import dev.matchmill.jobs.run.Piece;
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
    private final Remembered remembered;
    private final Looks looks;
    private final EndingWrites ending;
    private final Writes writes;
    private boolean published;

    Publish(
            Refresh refresh,
            Generations generations,
            Pools pools,
            Remembered remembered,
            Looks looks,
            EndingWrites ending) {
        this.refresh = refresh;
        this.generations = generations;
        this.pools = pools;
        this.remembered = remembered;
        this.looks = looks;
        this.ending = ending;
        this.writes = ending.writes();
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
            ending.inNew(() -> publish(plan));
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
                    remembered.searches(generation);
                    generations.publish(generation);
                });
        remembered.seen(plan);
        generations.leave();
        refresh.lookedAt().ifPresent(looks::store);
    }
}
