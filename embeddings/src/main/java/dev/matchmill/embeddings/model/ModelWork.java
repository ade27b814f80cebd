package dev.matchmill.embeddings.model;

/**
 * What a model's graphs have computed since it was opened.
 *
 * @param runs calls of a graph
 * @param tokens tokens of texts, prefixes and special tokens included
 * @param slots tokens computed: rows times columns of each input
 */
public record ModelWork(long runs, long tokens, long slots) {

    /** Nothing, or not counted. */
    public static final ModelWork NONE = new ModelWork(0, 0, 0);

    /** Computed only to fill rows up to the longest text of a batch. */
    public long padding() {
        return slots - tokens;
    }

    public ModelWork plus(ModelWork other) {
        return new ModelWork(runs + other.runs, tokens + other.tokens, slots + other.slots);
    }
}
