package dev.matchmill.config.encryption;

/** A key is missing, unreadable or the wrong one. The message says what to do, and names no key. */
public final class KeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }

    public KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
