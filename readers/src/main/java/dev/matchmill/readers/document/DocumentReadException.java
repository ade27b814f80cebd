package dev.matchmill.readers.document;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One document can't be read; the source and its other documents are fine. The message names no
 * path, so that it may be stored as a rejection's detail.
 */
public final class DocumentReadException extends IOException {

    private final RejectionReason reason;

    public DocumentReadException(
            RejectionReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why: what the document is, or that it can't be had now. */
    public RejectionReason reason() {
        return reason;
    }
}
