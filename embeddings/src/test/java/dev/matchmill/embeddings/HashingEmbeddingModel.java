package dev.matchmill.embeddings;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.ModelDescription;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A model without weights for tests: each word is a random direction seeded by its hash, a text
 * their sum. Texts that share words are near each other; a token is a word. Thread-safe.
 */
public final class HashingEmbeddingModel implements EmbeddingModel {

    private static final int MAX_TOKENS = 512;

    private static final Pattern WORD = Pattern.compile("\\S+");

    private final String version;
    private final AtomicInteger embeddedCount = new AtomicInteger();

    public HashingEmbeddingModel() {
        this("1");
    }

    /** One of several: another version is another model to the stores. */
    public HashingEmbeddingModel(String version) {
        this.version = version;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(
                "hashing",
                version,
                ModelDescription.DIMENSION,
                MAX_TOKENS,
                "",
                "",
                "0".repeat(64),
                "Apache-2.0");
    }

    @Override
    public Embedding embedQuery(String text) {
        return embed(text);
    }

    @Override
    public Embedding embedPassage(String text) {
        return embed(text);
    }

    @Override
    public int countTokens(String text) {
        return words(text).size();
    }

    @Override
    public int parallelism() {
        return 2;
    }

    @Override
    public void close() {
        // Nothing native.
    }

    /** How many texts were embedded so far. */
    public int embeddedCount() {
        return embeddedCount.get();
    }

    private Embedding embed(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("cannot embed a blank text");
        }
        if (countTokens(text) > MAX_TOKENS) {
            throw new IllegalArgumentException("more than " + MAX_TOKENS + " tokens");
        }
        embeddedCount.incrementAndGet();
        float[] sum = new float[ModelDescription.DIMENSION];
        for (String word : words(text)) {
            Random direction = new Random(word.hashCode());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) direction.nextGaussian();
            }
        }
        return Embedding.normalized(sum);
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
