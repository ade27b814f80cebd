package dev.matchmill.jobs.launch;

/** Options that are fine each and make no sense together; exit code 64. */
final class IllegalUsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalUsageException(String message) {
        super(message);
    }
}
