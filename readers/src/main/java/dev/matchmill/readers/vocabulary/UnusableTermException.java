package dev.matchmill.readers.vocabulary;

/** One record says no term. Its message names columns and limits, never content. */
final class UnusableTermException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableTermException(String message) {
        super(message);
    }
}
