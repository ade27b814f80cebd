package dev.matchmill.jobs.run;

/** A step failed for a reason that is about the world; the next start goes on. */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
