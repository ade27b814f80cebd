package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Workers that share a full refresh of a small market, each by hand, a few postings at a time. */
final class SharedWorkers {

    private static final int BLOCK = 3;

    private final MatchWorld world;

    SharedWorkers(MatchWorld world) {
        this.world = world;
        world.share(new ShareSettings(Duration.ofMinutes(2), BLOCK));
    }

    /** One of them, and what its run reports. */
    record Worker(Map<String, Piece> pieces, RunReport report) {

        /** Takes part from here on. */
        Worker joined() {
            MatchWorld.exhaust(piece("match.joinRefresh"));
            return this;
        }

        /** Ranks a block; whether more may be left. */
        boolean ranks() {
            return advance("match.rankClaimed");
        }

        /** Does a part of what ends the refresh; whether more may be left. */
        boolean ends() {
            return advance("match.finishRefresh");
        }

        /** Does all that is left to it. */
        void works() {
            MatchWorld.exhaust(piece("match.rankClaimed"));
            MatchWorld.exhaust(piece("match.finishRefresh"));
        }

        Piece piece(String name) {
            return Objects.requireNonNull(pieces.get(name), name);
        }

        private boolean advance(String name) {
            try {
                return piece(name).next();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    Worker worker(String name) {
        RunReport report = new RunReport();
        return new Worker(world.worker(name, report), report);
    }

    /** One with other settings. */
    Worker worker(String name, MatchSettings settings) {
        RunReport report = new RunReport();
        return new Worker(world.worker(name, settings, report), report);
    }

    /** Several that take turns until all is published. */
    List<Worker> refresh(String... names) {
        List<Worker> workers = new ArrayList<>();
        for (String name : names) {
            workers.add(worker(name).joined());
        }
        boolean left = true;
        while (left) {
            left = false;
            for (Worker worker : workers) {
                left |= worker.ranks();
            }
        }
        workers.forEach(Worker::works);
        return workers;
    }

    /** What is claimed by that worker. */
    long claimed(String name) {
        return world.count("pipeline.match_claims WHERE lease_owner = '" + name + "'");
    }

    /** Whatever leases there are have run out. */
    void expire() {
        world.execute(
                "UPDATE pipeline.match_claims SET lease_expires_at = now() - interval '1 minute'"
                        + " WHERE lease_owner IS NOT NULL");
        world.execute(
                "UPDATE pipeline.match_generations SET finisher_expires_at = now() - interval"
                        + " '1 minute' WHERE finisher IS NOT NULL AND status = 'building'");
    }

    /** All workers are gone, and another time of sharing has begun. */
    void nextEpoch() {
        world.execute("UPDATE pipeline.match_generations SET shared_epoch = shared_epoch - 1");
    }
}
