package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.util.List;

/**
 * Years of experience and what they were read from.
 *
 * @param years with one decimal
 * @param stated whether a sentence says them; else they are months covered by dated positions
 * @param spans the dated positions, or the sentence
 * @param confidence in [0, 1]
 */
public record Experience(double years, boolean stated, List<Span> spans, double confidence) {

    public Experience {
        spans = List.copyOf(spans);
    }
}
