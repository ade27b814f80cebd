package dev.matchmill.jobs.match;

/** How much a refresh computes. The results are the same. */
public enum MatchExtent {
    /** What can be different from the visible results. */
    CHANGED,
    /** Every open posting against everybody, whatever changed. */
    EVERYTHING
}
