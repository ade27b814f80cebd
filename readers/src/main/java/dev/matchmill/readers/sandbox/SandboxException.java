package dev.matchmill.readers.sandbox;

/** No child process can be had: a fault of the machine or the settings, not of a document. */
public final class SandboxException extends RuntimeException {

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
