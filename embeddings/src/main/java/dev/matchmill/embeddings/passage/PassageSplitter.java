package dev.matchmill.embeddings.passage;

import dev.matchmill.embeddings.model.EmbeddingModel;
import dev.matchmill.embeddings.model.Tokenization;
import dev.matchmill.embeddings.model.TokenizedText;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into passages that a model takes whole: at line ends and sentence ends, inside a
 * sentence only where it is too long for a passage, inside a word only where the word is. Every
 * character but the white space between passages is in exactly one passage. Thread-safe.
 *
 * <p>A candidate's passages grow from 32 tokens to 240: the beginning of a resume says what
 * somebody is, and a short first passage keeps that from drowning (README, "Figures").
 */
public final class PassageSplitter {

    /** Changes when equal texts are cut in another way. */
    public static final String VERSION = "1";

    private static final int FIRST_TOKENS = 32;
    private static final int CANDIDATE_TOKENS = 240;
    private static final int POSTING_TOKENS = 480;

    /**
     * Word-piece tokenizers turn a longer word into one unknown token, which would hide its size.
     */
    private static final int LONGEST_WORD = 80;

    private final Tokenization tokenization;
    private final int overhead;
    private final int first;
    private final int largest;

    /**
     * @param tokenization counts the tokens of a text, prefix and special tokens included
     * @param first most tokens of the first passage, without prefix and special tokens; each next
     *     one may have twice as many
     * @param largest most tokens of any passage, without prefix and special tokens
     */
    PassageSplitter(Tokenization tokenization, int first, int largest) {
        if (first < 1 || largest < first) {
            throw new IllegalArgumentException(
                    "token budgets must grow from at least 1: " + first + ", " + largest);
        }
        this.tokenization = tokenization;
        this.overhead = tokenization.tokenize("").tokenCount();
        this.first = first;
        this.largest = largest;
    }

    /** For texts to be found: a short beginning, then growing passages. */
    public static PassageSplitter forCandidates(EmbeddingModel model) {
        int largest = Math.min(CANDIDATE_TOKENS, room(model));
        return new PassageSplitter(model, Math.min(FIRST_TOKENS, largest), largest);
    }

    /** For search texts: as few passages as the model allows, mostly one. */
    public static PassageSplitter forPostings(EmbeddingModel model) {
        int largest = Math.min(POSTING_TOKENS, room(model));
        return new PassageSplitter(model, largest, largest);
    }

    /** The passages in the order of the text; none for a blank text. */
    public List<Passage> split(String text) {
        List<Piece> pieces = pieces(text);
        List<Passage> passages = new ArrayList<>();
        long budget = first;
        int from = 0;
        while (from < pieces.size()) {
            int to = from + 1;
            int tokens = pieces.get(from).tokens();
            while (to < pieces.size() && tokens + pieces.get(to).tokens() <= budget) {
                tokens += pieces.get(to).tokens();
                to++;
            }
            to = fitting(text, pieces, from, to);
            passages.add(new Passage(passages.size() + 1, joined(text, pieces.subList(from, to))));
            from = to;
            budget = Math.min(largest, 2 * budget);
        }
        return passages;
    }

    /**
     * Tokens of what is in none of the passages: 0, unless cutting lost something.
     *
     * @param passages as {@link #split} made them of the text
     */
    public int leftOut(String text, List<Passage> passages) {
        int tokens = 0;
        int at = 0;
        for (Passage passage : passages) {
            int start = text.indexOf(passage.text(), at);
            if (start < 0) {
                throw new IllegalArgumentException("not a passage of the text");
            }
            tokens += between(text, at, start);
            at = start + passage.text().length();
        }
        return tokens + between(text, at, text.length());
    }

    private int between(String text, int from, int to) {
        String gap = text.substring(from, to);
        return gap.isBlank() ? 0 : tokenization.tokenize(gap).tokenCount() - overhead;
    }

    /**
     * Joined pieces may have more tokens than their sum (not in word-piece): then leave some out.
     */
    private int fitting(String text, List<Piece> pieces, int from, int to) {
        int end = to;
        while (end > from + 1
                && joined(text, pieces.subList(from, end)).tokenCount() - overhead > largest) {
            end--;
        }
        return end;
    }

    private TokenizedText joined(String text, List<Piece> pieces) {
        String whole = text.substring(pieces.getFirst().start(), pieces.getLast().end());
        if (pieces.size() == 1) {
            return pieces.getFirst().content();
        }
        for (int i = 1; i < pieces.size(); i++) {
            if (!isBroken(text, pieces.get(i - 1).end(), pieces.get(i).start())) {
                return tokenization.tokenize(whole);
            }
        }
        return tokenization.join(whole, pieces.stream().map(Piece::content).toList());
    }

    /** Whether a blank or line end stands between; control characters don't part words. */
    private static boolean isBroken(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (" \n\r\t".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int room(EmbeddingModel model) {
        return model.description().maxTokens() - model.countTokens("");
    }

    private List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        int line = 0;
        while (line < text.length()) {
            int newline = text.indexOf('\n', line);
            int end = newline < 0 ? text.length() : newline + 1;
            sentences.setText(text.substring(line, end));
            int start = sentences.first();
            for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
                add(pieces, text, line + start, line + next);
                start = next;
            }
            line = end;
        }
        return pieces;
    }

    private void add(List<Piece> pieces, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return;
        }
        TokenizedText content = tokenization.tokenize(text.substring(start, end));
        int tokens = content.tokenCount() - overhead;
        boolean word = text.substring(start, end).chars().noneMatch(Character::isWhitespace);
        if (tokens <= largest && !(word && end - start > LONGEST_WORD)) {
            pieces.add(new Piece(start, end, tokens, content));
        } else if (end - start == 1) {
            throw new IllegalArgumentException("one character has more tokens than a passage");
        } else {
            int middle = middle(text, start, end);
            add(pieces, text, start, middle);
            add(pieces, text, middle, end);
        }
    }

    /** The white space nearest to the middle, or the middle itself, never within a code point. */
    private static int middle(String text, int start, int end) {
        int middle = (start + end) >>> 1;
        for (int distance = 0; distance < (end - start) / 2; distance++) {
            if (Character.isWhitespace(text.charAt(middle + distance))) {
                return middle + distance;
            }
            if (Character.isWhitespace(text.charAt(middle - distance))) {
                return middle - distance;
            }
        }
        boolean withinPair =
                Character.isLowSurrogate(text.charAt(middle))
                        && Character.isHighSurrogate(text.charAt(middle - 1))
                        && middle - 1 > start;
        return withinPair ? middle - 1 : middle;
    }

    /**
     * A sentence or a part of one: {@code [start, end)} of the text, no white space at its ends.
     */
    private record Piece(int start, int end, int tokens, TokenizedText content) {}
}
