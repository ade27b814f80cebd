package dev.matchmill.jobs.launch;

/** Whoever takes the figures does not answer for now; exit code 75. */
final class GatewayAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatewayAwayException(String message) {
        super(message);
    }

    GatewayAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
