package dev.matchmill.embeddings.model;

import org.jspecify.annotations.Nullable;

/** A model can't be opened or run; the message names the file and the cure in one sentence. */
public final class ModelException extends RuntimeException {

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
