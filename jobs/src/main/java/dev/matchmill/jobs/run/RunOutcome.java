package dev.matchmill.jobs.run;

import dev.matchmill.migrations.type.RunId;

/**
 * How a run ended.
 *
 * @param id its row in {@code pipeline.runs}
 * @param end completed, stopped or gated
 * @param report what it did
 */
public record RunOutcome(RunId id, End end, RunReport report) {

    /** The ways a run ends without an exception. */
    public enum End {
        /** All done, or nothing to do. */
        COMPLETED,
        /** Done, and more was rejected than the threshold allows. */
        COMPLETED_WITH_REJECTIONS,
        /** Stopped with work left. */
        STOPPED
    }
}
