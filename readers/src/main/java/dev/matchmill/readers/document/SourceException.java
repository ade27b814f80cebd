package dev.matchmill.readers.document;

import org.jspecify.annotations.Nullable;

/** A source as a whole can't be used; the message says what to do and holds no credentials. */
public final class SourceException extends RuntimeException {

    private final boolean temporary;

    private SourceException(String message, boolean temporary, @Nullable Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** It may answer later: a network, a server that is overloaded. */
    public static SourceException away(String message, @Nullable Throwable cause) {
        return new SourceException(message, true, cause);
    }

    /** Somebody has to act first: a wrong name, a missing right, a broken archive. */
    public static SourceException refused(String message, @Nullable Throwable cause) {
        return new SourceException(message, false, cause);
    }

    /** Whether trying again later may help without anybody doing something. */
    public boolean isTemporary() {
        return temporary;
    }
}
