package dev.matchmill.jobs.run;

/** What a scheduler should do next; numbers from 64 on are those of BSD's {@code sysexits.h}. */
public enum ExitCode {
    /** All done, or nothing to do. */
    OK(0),
    /** Done, and more was rejected than the threshold allows: alert, no retry. */
    REJECTIONS(3),
    /** A safety cap or quality gate stopped it: alert, no retry. */
    GATED(4),
    /** Wrong usage: fix the command line. */
    USAGE(64),
    /** Unexpected failure: a limited number of retries. */
    FAILURE(70),
    /** Lock held, database away, no room on a disk, stopped with work left: retry. */
    TRY_LATER(75),
    /** Configuration or precondition: fix it. */
    PRECONDITION(78);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
