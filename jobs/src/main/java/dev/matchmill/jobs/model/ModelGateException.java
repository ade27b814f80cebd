package dev.matchmill.jobs.model;

/** A model that must not be activated as it is; nothing changed. Exit code 4. */
public final class ModelGateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelGateException(String sentence) {
        super(sentence);
    }
}
