package dev.matchmill.embeddings.model;

import java.util.List;

/** Cuts texts into tokens as a model counts them. Thread-safe. */
@FunctionalInterface
public interface Tokenization {

    /** The text with its tokens; any text, also a blank one. */
    TokenizedText tokenize(String text);

    /**
     * As {@link #tokenize}, without doing it again where the model's tokens never reach across
     * white space.
     *
     * @param text the parts in their order, with nothing but white space between them, and a blank
     *     or a line end in each gap
     */
    default TokenizedText join(String text, List<TokenizedText> parts) {
        return tokenize(text);
    }
}
