package dev.matchmill.readers.posting;

import org.jspecify.annotations.Nullable;

/** A feed as a whole can't be read; the message says what to do. */
public final class FeedException extends RuntimeException {

    public FeedException(String message) {
        super(message);
    }

    public FeedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
