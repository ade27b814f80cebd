package dev.matchmill.embeddings.model;

import dev.matchmill.embeddings.Embedding;

/**
 * Turns text into unit vectors. Queries (postings) and passages (candidates) are told apart,
 * because most models were trained with a prefix for each; the model adds it itself. The same text
 * gives the same vector on every call and every thread. Thread-safe; {@link #parallelism()} calls
 * run at once, more of them wait.
 */
public interface EmbeddingModel extends Tokenization, AutoCloseable {

    /** What it is: name, version, dimension, limits and licence. */
    ModelDescription description();

    /**
     * The vector of a search text.
     *
     * @throws IllegalArgumentException if the text is blank or longer than {@code maxTokens}:
     *     nothing is ever cut silently
     * @throws ModelException if the runtime fails
     */
    Embedding embedQuery(String text);

    /** The vector of a text to be found; errors as {@link #embedQuery}. */
    Embedding embedPassage(String text);

    /**
     * As {@link #embedQuery(String)}: the same vector, bit for bit.
     *
     * @param text made by this model's {@link #tokenize} or {@link #join}
     */
    default Embedding embedQuery(TokenizedText text) {
        return embedQuery(text.text());
    }

    /** As {@link #embedPassage(String)}: the same vector, bit for bit. */
    default Embedding embedPassage(TokenizedText text) {
        return embedPassage(text.text());
    }

    @Override
    default TokenizedText tokenize(String text) {
        return TokenizedText.counted(text, countTokens(text));
    }

    /** What it has computed since it was opened. */
    default ModelWork work() {
        return ModelWork.NONE;
    }

    /**
     * Tokens of the text as the model sees it, prefix and special tokens included: the larger count
     * of query and passage.
     */
    int countTokens(String text);

    /** How many texts are embedded at once; at least 1. */
    int parallelism();

    /** Frees the native sessions; the model can't be used afterwards. */
    @Override
    void close();
}
