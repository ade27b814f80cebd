package dev.matchmill.jobs.match;

import dev.matchmill.jobs.run.Writes;

/**
 * How whoever ends a refresh writes: each transaction first makes sure that it may, and that nobody
 * else does until it is over.
 *
 * @param permit throws when it may not
 */
record EndingWrites(Writes writes, Runnable permit) {

    /** Of a refresh that nobody shares. */
    static EndingWrites alone(Writes writes) {
        return new EndingWrites(writes, () -> {});
    }

    /** Runs the work and commits it; it must be repeatable. */
    void inNew(Runnable work) {
        writes.inNew(() -> {
            permit.run();
            work.run();
        });
    }
}
