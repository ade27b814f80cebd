package dev.matchmill.migrations;

/**
 * Somebody else holds what a migration needs; the message is a sentence that says who. Trying again
 * later helps: the program ends with exit code 75.
 */
public class MigrationBlockedException extends RuntimeException {

    /** A lock that was not there in time. */
    public MigrationBlockedException(String message) {
        super(message);
    }

    /** A lock that was not there in time, with what the driver said. */
    public MigrationBlockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
