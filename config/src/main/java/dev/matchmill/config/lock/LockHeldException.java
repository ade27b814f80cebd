package dev.matchmill.config.lock;

/** Somebody else holds the lock of a scope: try again later. */
public final class LockHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LockHeldException(String message) {
        super(message);
    }
}
