package dev.matchmill.jobs.embed;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many texts are computed at once, so that a page takes about a second and a stop is noticed
 * soon; and how fast, so that others have the processor too. Confined to one thread.
 */
final class Pace {

    private static final Duration PAGE = Duration.ofMillis(1500);
    private static final Duration NAP = Duration.ofMillis(200);
    private static final int FIRST = 4;

    private final int most;
    private final double textsPerSecond;
    private final LongSupplier nanos;
    private final long started;
    private long done;
    private long pageStarted;
    private int size;

    /**
     * A pace.
     *
     * @param most texts at once
     * @param textsPerSecond 0 for as fast as it goes
     * @param nanos a clock that never goes back
     */
    Pace(int most, double textsPerSecond, LongSupplier nanos) {
        this.most = textsPerSecond > 0 ? Math.min(most, (int) Math.ceil(textsPerSecond)) : most;
        this.textsPerSecond = textsPerSecond;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.size = Math.min(FIRST, this.most);
    }

    /** Rests a moment when it is ahead of its time; says whether it was. */
    boolean rest() throws InterruptedException {
        if (textsPerSecond <= 0) {
            return false;
        }
        double due = done / textsPerSecond - (nanos.getAsLong() - started) / 1e9;
        if (due <= 0) {
            return false;
        }
        Thread.sleep(Math.min(NAP.toMillis(), (long) Math.ceil(1000 * due)));
        return true;
    }

    /** Texts of the page that begins now. */
    int begin() {
        pageStarted = nanos.getAsLong();
        return size;
    }

    /** Nothing of the page had to be computed. */
    void skip() {
        size = Math.min(2 * size, most);
    }

    /** A page of so many texts is done. */
    void end(int texts) {
        done += texts;
        double took = Math.max(1, nanos.getAsLong() - pageStarted);
        double fitting = texts * (PAGE.toNanos() / took);
        size = (int) Math.clamp(fitting, 1, Math.min(2.0 * size, most));
    }
}
