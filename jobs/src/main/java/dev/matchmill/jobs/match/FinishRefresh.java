package dev.matchmill.jobs.match;

import dev.matchmill.jobs.match.SharedRefreshes.State;
import dev.matchmill.jobs.match.SharedRefreshes.TakenOverException;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.Writes;
import dev.matchmill.migrations.type.GenerationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ends a refresh that several workers share once all is ranked: one of them measures it, scores
 * applications and publishes, the others wait for that and take over when it died. Each of them
 * ends as the refresh did.
 */
final class FinishRefresh implements Piece {

    /** How soon a worker looks again whether the one that ends the refresh has, or died. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Refresh refresh;
    private final SharedRefreshes shared;
    private final Writes writes;
    private final Supplier<List<Piece>> end;
    private final Deque<Piece> left = new ArrayDeque<>();

    /**
     * A step of one execution.
     *
     * @param end makes the pieces that end it, for whoever takes that; each writes only while it is
     *     this worker's to do
     */
    FinishRefresh(
            Refresh refresh, SharedRefreshes shared, Writes writes, Supplier<List<Piece>> end) {
        this.refresh = refresh;
        this.shared = shared;
        this.writes = writes;
        this.end = end;
    }

    @Override
    public boolean next() throws Exception {
        GenerationId generation = refresh.generation().orElse(null);
        if (generation == null) {
            return false;
        }
        if (left.isEmpty()) {
            return awaited(generation);
        }
        try {
            if (!left.element().next()) {
                left.remove();
            }
            return !left.isEmpty();
        } catch (TakenOverException _) {
            left.clear();
            return true;
        }
    }

    @Override
    public void stopped() {
        refresh.generation()
                .ifPresent(generation -> writes.inNew(() -> shared.releaseEnd(generation)));
    }

    private boolean awaited(GenerationId generation) throws InterruptedException {
        return switch (shared.state(generation)) {
            case State.Published() -> false;
            case State.GivenUp(String why) -> throw new QualityDropException(why);
            case State.InWork() -> {
                if (writes.inNew(() -> shared.takeEnd(generation))) {
                    left.addAll(end.get());
                } else {
                    Thread.sleep(PAUSE);
                }
                yield true;
            }
        };
    }
}
