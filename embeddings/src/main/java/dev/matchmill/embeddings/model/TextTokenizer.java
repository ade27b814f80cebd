package dev.matchmill.embeddings.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokenizer of one encoder. BERT's word pieces never reach across white space, so the tokens of
 * a text are those of its parts, and a prefix that ends in a blank is put before them without
 * tokenizing again. Other kinds (SentencePiece) don't promise that: they see each text whole.
 * Thread-safe.
 */
final class TextTokenizer implements Tokenization, AutoCloseable {

    private static final String PROBE = "Zürich, naïve C++ (2019)";

    private final HuggingFaceTokenizer tokenizer;
    private final JsonNode pieces;
    private final boolean additive;
    private final Frame query;
    private final Frame passage;

    private TextTokenizer(
            HuggingFaceTokenizer tokenizer, JsonNode pieces, String query, String passage) {
        this.tokenizer = tokenizer;
        this.pieces = pieces;
        this.query = new Frame(query);
        this.passage = new Frame(passage);
        this.additive = isWordPiece() && this.query.holds() && this.passage.holds();
    }

    /**
     * Reads a tokenizer.json.
     *
     * @throws ModelException naming the file
     */
    static TextTokenizer open(EncoderFiles files) {
        Path file = files.tokenizer();
        try {
            JsonNode pieces = JsonMapper.builder().build().readTree(file.toFile());
            // Nothing may be cut or padded: length is checked, never adjusted.
            HuggingFaceTokenizer tokenizer =
                    HuggingFaceTokenizer.newInstance(
                            file, Map.of("truncation", "false", "padding", "false"));
            try {
                return new TextTokenizer(
                        tokenizer, pieces, files.queryPrefix(), files.passagePrefix());
            } catch (RuntimeException | Error e) {
                tokenizer.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    "cannot read the tokenizer "
                            + file
                            + ": replace it by the tokenizer.json that belongs to the model",
                    e);
        }
    }

    @Override
    public TokenizedText tokenize(String text) {
        if (!additive) {
            return TokenizedText.counted(text, count(text));
        }
        long[] alone = alone(text);
        return TokenizedText.of(text, countAround(alone.length), alone);
    }

    @Override
    public TokenizedText join(String text, List<TokenizedText> parts) {
        if (!additive) {
            return tokenize(text);
        }
        long[] alone =
                parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part.tokens().orElseThrow()))
                        .toArray();
        return TokenizedText.of(text, countAround(alone.length), alone);
    }

    /** Whether the tokens of this one are those of the other. */
    boolean cutsLike(TextTokenizer other) {
        return List.of("model", "normalizer", "pre_tokenizer", "added_tokens").stream()
                .allMatch(part -> pieces.path(part).equals(other.pieces.path(part)));
    }

    private long[] alone(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    long[] query(String text) {
        return query.whole(text);
    }

    long[] passage(String text) {
        return passage.whole(text);
    }

    /** A text's own ids as a query; only where they can be framed. */
    long[] query(long[] alone) {
        return query.around(alone);
    }

    /** A text's own ids as a passage; only where they can be framed. */
    long[] passage(long[] alone) {
        return passage.around(alone);
    }

    private int countAround(int alone) {
        return alone + Math.max(query.size(), passage.size());
    }

    /** Tokens with the longer prefix and the special tokens. */
    int count(String text) {
        Frame longer = query.size() > passage.size() ? query : passage;
        return longer.whole(text).length;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private boolean isWordPiece() {
        return pieces.at("/model/type").asString("").equals("WordPiece")
                && pieces.at("/normalizer/type").asString("").equals("BertNormalizer")
                && pieces.at("/pre_tokenizer/type").asString("").equals("BertPreTokenizer");
    }

    /** What stands before and after the tokens of a text. */
    private final class Frame {

        private final String prefix;
        private final long[] before;
        private final long[] after;

        Frame(String prefix) {
            this.prefix = prefix;
            long[] specials = tokenizer.encode("").getIds();
            int head = (specials.length + 1) / 2;
            this.before =
                    LongStream.concat(
                                    Arrays.stream(specials, 0, head), Arrays.stream(alone(prefix)))
                            .toArray();
            this.after = Arrays.copyOfRange(specials, head, specials.length);
        }

        int size() {
            return before.length + after.length;
        }

        boolean holds() {
            return (prefix.isEmpty() || prefix.endsWith(" "))
                    && Arrays.equals(around(alone(PROBE)), whole(PROBE));
        }

        long[] whole(String text) {
            return tokenizer.encode(prefix + text).getIds();
        }

        long[] around(long[] alone) {
            long[] framed = Arrays.copyOf(before, size() + alone.length);
            System.arraycopy(alone, 0, framed, before.length, alone.length);
            System.arraycopy(after, 0, framed, before.length + alone.length, after.length);
            return framed;
        }
    }
}
