package dev.matchmill.readers.sandbox;

import java.time.Duration;

/**
 * Tells whether a document is slow. Counted in processor time of its child, so that a busy machine
 * makes nobody slow; what waits without computing is slow as well, after {@link #WAITING} times as
 * long.
 */
final class Patience {

    /** How often one asks, at most. */
    static final Duration STEP = Duration.ofMillis(250);

    private static final int WAITING = 5;

    /** The first document of a child pays for loading the parser's classes. */
    private static final int FIRST = 3;

    private final Duration computing;
    private final ProcessHandle child;
    private final Duration usedBefore;
    private final long begin = System.nanoTime();

    Patience(Duration patience, ProcessHandle child, boolean first) {
        this.computing = first ? patience.multipliedBy(FIRST) : patience;
        this.child = child;
        this.usedBefore = used();
    }

    boolean isOver() {
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        return waited.compareTo(computing) >= 0
                && (waited.compareTo(computing.multipliedBy(WAITING)) >= 0
                        || used().minus(usedBefore).compareTo(computing) >= 0);
    }

    private Duration used() {
        return child.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
