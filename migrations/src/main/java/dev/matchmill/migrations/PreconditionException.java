package dev.matchmill.migrations;

/**
 * Something outside the program must be put right first: the message is a sentence that says what.
 * The program ends with exit code 78.
 */
public class PreconditionException extends RuntimeException {

    /** A precondition that was found missing. */
    public PreconditionException(String message) {
        super(message);
    }

    /** A precondition whose absence showed as another exception. */
    public PreconditionException(String message, Throwable cause) {
        super(message, cause);
    }
}
