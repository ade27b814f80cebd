package dev.matchmill.jobs.run;

import java.util.OptionalDouble;

/**
 * How a refresh of matches searched: for how many postings with which engine, and how well the
 * vector index did. Thread-safe.
 */
public final class SearchCounts {

    private long exactCount;
    private long graphCount;
    private long fallbackCount;
    private OptionalDouble leastRecall = OptionalDouble.empty();

    /** Postings whose candidates were all compared, not counting {@link #fellBack}. */
    public synchronized void exactly(int postings) {
        exactCount += postings;
    }

    /** Postings searched through the index, with the recall measured on some of them. */
    public synchronized void throughGraph(int postings, double recall) {
        graphCount += postings;
        measured(recall);
    }

    /** Postings searched exactly after the index had missed too many. */
    public synchronized void fellBack(int postings, double recall) {
        fallbackCount += postings;
        measured(recall);
    }

    public synchronized long exactCount() {
        return exactCount;
    }

    public synchronized long graphCount() {
        return graphCount;
    }

    public synchronized long fallbackCount() {
        return fallbackCount;
    }

    /** The lowest of any group, in [0, 1]; empty when the index was not asked. */
    public synchronized OptionalDouble leastRecall() {
        return leastRecall;
    }

    private void measured(double recall) {
        leastRecall = OptionalDouble.of(Math.min(recall, leastRecall.orElse(1)));
    }
}
