package dev.matchmill.readers.jsonresume;

/** A field isn't what the schema says; the message names the field, never its value. */
final class ShapeException extends Exception {

    ShapeException(String field, String expectation) {
        super(field + " must be " + expectation);
    }
}
