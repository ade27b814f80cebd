package dev.matchmill.embeddings.store;

/**
 * Another model became the active one while work with the one before was under way; what was
 * computed is not shown, and the next start works with the new one.
 */
public final class ModelChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelChangedException() {
        super(
                "another model was activated in the meantime; nothing of the one before was"
                        + " published, start again");
    }
}
