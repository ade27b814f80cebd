package dev.matchmill.jobs.doctor;

/** How a check ended, from best to worst. */
public enum Verdict {
    /** Fit. */
    OK,
    /** Works, and will hurt some day. */
    WARN,
    /** Must be put right before a run. */
    FAIL
}
