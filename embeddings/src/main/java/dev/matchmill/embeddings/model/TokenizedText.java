package dev.matchmill.embeddings.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that was tokenized once, for a model that needn't do it again. Immutable. */
public final class TokenizedText {

    private final String text;
    private final int tokenCount;
    private final long @Nullable [] tokens;

    private TokenizedText(String text, int tokenCount, long @Nullable [] tokens) {
        this.text = text;
        this.tokenCount = tokenCount;
        this.tokens = tokens;
    }

    /**
     * A text whose tokens are only counted.
     *
     * @param tokenCount prefix and special tokens included
     */
    public static TokenizedText counted(String text, int tokenCount) {
        return new TokenizedText(text, tokenCount, null);
    }

    /**
     * A text with its tokens.
     *
     * @param tokens of the text alone; the caller gives the array away
     */
    static TokenizedText of(String text, int tokenCount, long[] tokens) {
        return new TokenizedText(text, tokenCount, tokens);
    }

    public String text() {
        return text;
    }

    /** Tokens as the model sees them, prefix and special tokens included. */
    public int tokenCount() {
        return tokenCount;
    }

    /** Ids of the text alone, where they can be put between prefix and end; not to be changed. */
    Optional<long[]> tokens() {
        return Optional.ofNullable(tokens);
    }

    /** Without the text: it is a person's. */
    @Override
    public String toString() {
        return "TokenizedText[" + tokenCount + " tokens]";
    }
}
