package dev.matchmill.embeddings.passage;

/**
 * A piece of text that a model takes whole.
 *
 * @param number counts from 1 in the order of the text
 * @param text not blank
 * @param tokenCount tokens as the model counts them, prefix and special tokens included
 */
public record Passage(int number, String text, int tokenCount) {

    public Passage {
        if (number < 1 || text.isBlank()) {
            throw new IllegalArgumentException("a passage counts from 1 and holds text");
        }
    }

    /** Without the text: it is a person's. */
    @Override
    public String toString() {
        return "Passage[" + number + ", " + tokenCount + " tokens]";
    }
}
