package dev.matchmill.jobs.schedule;

import java.time.Duration;

/** What follows when a start has ended. */
sealed interface AfterRun {

    /** The due run is over. */
    record Done() implements AfterRun {}

    /** It is over, and somebody must look. */
    record Alert(String sentence) implements AfterRun {}

    /** It is over, and the job is not started again until somebody resumes it. */
    record Halt(int exitCode) implements AfterRun {}

    /** It is started again after a while. */
    record Again(Duration pause, DueRun run) implements AfterRun {}
}
