package dev.matchmill.jobs.schedule;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What came of the wish to have a halted job be started again. */
public enum Resumption {
    RESUMED,
    NOT_HALTED,
    UNKNOWN;

    /** Resumes the job of that name, if it is halted. */
    public static Resumption of(JdbcClient jdbc, String job) {
        JobRegister register = new JobRegister(jdbc);
        if (register.resume(job)) {
            return RESUMED;
        }
        return register.find(job).isPresent() ? NOT_HALTED : UNKNOWN;
    }
}
