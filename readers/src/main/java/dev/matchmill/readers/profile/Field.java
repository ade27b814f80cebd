package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;

/** A value that was read, where it stands in the text, and how sure the reader is: in [0, 1]. */
public record Field<T>(T value, Span span, double confidence) {

    public Field {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be in [0, 1]: " + confidence);
        }
    }
}
