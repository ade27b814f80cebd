package dev.matchmill.config.lock;

/** A newer execution took the scope over: this one must not write any more. */
public final class FenceLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FenceLostException(String message) {
        super(message);
    }
}
