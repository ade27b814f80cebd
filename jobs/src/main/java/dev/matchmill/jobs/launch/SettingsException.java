package dev.matchmill.jobs.launch;

/** The configuration can't be used; the message names the key and the cure. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
