package dev.matchmill.embeddings.passage;

import dev.matchmill.embeddings.model.TokenizedText;

/**
 * A piece of text that a model takes whole.
 *
 * @param number counts from 1 in the order of the text
 * @param content not blank
 */
public record Passage(int number, TokenizedText content) {

    public Passage {
        if (number < 1 || content.text().isBlank()) {
            throw new IllegalArgumentException("a passage counts from 1 and holds text");
        }
    }

    public String text() {
        return content.text();
    }

    /** Tokens as the model counts them, prefix and special tokens included. */
    public int tokenCount() {
        return content.tokenCount();
    }

    /** Without the text: it is a person's. */
    @Override
    public String toString() {
        return "Passage[" + number + ", " + tokenCount() + " tokens]";
    }
}
