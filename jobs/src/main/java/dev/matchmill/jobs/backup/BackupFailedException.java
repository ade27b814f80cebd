package dev.matchmill.jobs.backup;

/** A program of PostgreSQL refused, or what it made is not what it should be; says which. */
public final class BackupFailedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public BackupFailedException(String message) {
        super(message);
    }

    public BackupFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
