package dev.matchmill.jobs.launch;

/** Options out of their range, or that make no sense together; exit code 64. */
final class IllegalUsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalUsageException(String message) {
        super(message);
    }

    /** Refuses a count of nothing and below. */
    static void unlessPositive(String option, int count) {
        if (count < 1) {
            throw new IllegalUsageException(option + " must be at least 1.");
        }
    }
}
