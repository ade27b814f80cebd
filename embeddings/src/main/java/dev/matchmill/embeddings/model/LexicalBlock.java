package dev.matchmill.embeddings.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words themselves as a vector: unigrams, 1 + ln(count), weighted by rareness, hashed with a
 * sign into a fixed number of components. It keeps apart what dense models blur: product names,
 * version numbers, certificates. Rareness comes from the rank of the word in the word-piece
 * vocabulary, which is ordered by frequency, so no corpus is needed and a text never depends on
 * other texts. Thread-safe.
 */
final class LexicalBlock {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9+#.\\-]*");

    private static final Set<String> STOP_WORDS =
            Set.of(
                    ("a an the and or of to in for on with by at from as is are was were be this"
                         + " that their our you we will have has work working years experience"
                         + " skills team job role using including")
                            .split(" "));

    /**
     * BERT's vocabulary: ids below are special tokens and single characters, whole words follow.
     */
    private static final int FIRST_WORD_ID = 1996;

    private static final int WORD_COUNT = 30_522 - FIRST_WORD_ID;

    private final Map<String, Integer> vocabulary;
    private final int dimension;

    LexicalBlock(Map<String, Integer> vocabulary, int dimension) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.dimension = dimension;
    }

    /**
     * Reads the vocabulary of a word-piece tokenizer.json.
     *
     * @throws ModelException if the file is none
     */
    static LexicalBlock read(Path tokenizer, int dimension) {
        try {
            JsonNode vocabulary =
                    JsonMapper.builder().build().readTree(tokenizer.toFile()).at("/model/vocab");
            Map<String, Integer> ranks = new HashMap<>();
            vocabulary.properties().forEach(e -> ranks.put(e.getKey(), e.getValue().asInt()));
            return new LexicalBlock(ranks, dimension);
        } catch (JacksonException e) {
            throw new ModelException("cannot read the vocabulary of " + tokenizer, e);
        }
    }

    /** A vector of length 1, or of zeros only if the text has no word. */
    float[] of(String text) {
        Map<String, Integer> counts = new HashMap<>();
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            String word = singular(trimmed(words.group()));
            if (!word.isEmpty() && !STOP_WORDS.contains(word)) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        float[] vector = new float[dimension];
        counts.forEach((word, count) -> {
            long hash = hash(word);
            int index = (int) Long.remainderUnsigned(hash >>> 1, dimension);
            double weight = (1 + Math.log(count)) * rareness(word);
            vector[index] += (float) ((hash & 1) == 0 ? -weight : weight);
        });
        return Vectors.unit(vector);
    }

    /** In [0.15, 1]: the logarithm of the word's rank; 1 for a word that the vocabulary lacks. */
    private double rareness(String word) {
        int id = vocabulary.getOrDefault(word, FIRST_WORD_ID + WORD_COUNT);
        int rank = Math.max(1, id - FIRST_WORD_ID);
        return 0.15 + 0.85 * Math.log1p(rank) / Math.log1p(WORD_COUNT);
    }

    private static String trimmed(String word) {
        int end = word.length();
        while (end > 0 && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == '-')) {
            end--;
        }
        return word.substring(0, end);
    }

    private static String singular(String word) {
        boolean plural = word.length() > 4 && word.endsWith("s") && !word.endsWith("ss");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /** FNV-1a with MurmurHash3's finalizer, which spreads the low bits. */
    private static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
