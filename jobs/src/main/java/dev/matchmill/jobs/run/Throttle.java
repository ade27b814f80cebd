package dev.matchmill.jobs.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a run from doing more than so many items a second, so that others have the processor and
 * the database too. Rests between pieces of work. Thread-safe.
 */
public final class Throttle {

    /** A stop is noticed as soon. */
    private static final Duration NAP = Duration.ofMillis(200);

    private final LongSupplier nanos;
    private double perSecond;
    private long started;
    private long done;

    /**
     * Without a limit at first.
     *
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Throttle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Begins to count against a limit.
     *
     * @param itemsPerSecond 0 for none
     */
    public synchronized void limit(double itemsPerSecond) {
        perSecond = itemsPerSecond;
        started = nanos.getAsLong();
        done = 0;
    }

    /** So many items more were done. */
    public synchronized void add(long items) {
        done += items;
    }

    /** How many of some items may be done at once, so that the rest after them is no longer. */
    public synchronized int most(int items, Duration rest) {
        return perSecond <= 0
                ? items
                : Math.clamp((long) (perSecond * rest.toMillis() / 1000), 1, items);
    }

    /** How long it is ahead of its time; zero when it is not. */
    synchronized Duration ahead() {
        if (perSecond <= 0) {
            return Duration.ZERO;
        }
        long due = (long) (done / perSecond * TimeUnit.SECONDS.toNanos(1));
        return Duration.ofNanos(Math.max(0, due - (nanos.getAsLong() - started)));
    }

    /** Waits until it is in time again, or the run shall stop. */
    void rest(StopRequest stop) throws InterruptedException {
        for (Duration ahead = ahead(); !ahead.isZero() && !stop.isStopped(); ahead = ahead()) {
            Thread.sleep(ahead.compareTo(NAP) < 0 ? ahead : NAP);
        }
    }
}
