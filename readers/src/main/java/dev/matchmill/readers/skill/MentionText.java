package dev.matchmill.readers.skill;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What stands around a mention. */
final class MentionText {

    private static final String ITEM_STARTS = ",;|/(:\t\n\u2022\u00B7\u25CF\u25AA\u2023*\u2013>";
    private static final String ITEM_ENDS = ",;|/()\t\n\u2022\u00B7\u25CF\u25AA\u2023*\u2013:.";
    private static final String SENTENCE_ENDS = ".;!?\u2022\u00B7\u25CF\u25AA";

    /** Characters between a label and the last item it reaches; keeps the search linear. */
    private static final int LABELLED_LINE = 300;

    private static final int LONGEST_LABEL = 60;

    /** Names that a line without commas has to each side of one. */
    private static final int MOST_NAMES = 20;

    private final String text;
    private final List<Token> tokens;
    private final SkillLists lists;

    MentionText(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
        lists = SkillLists.of(text);
    }

    /** Whether it stands below a heading such as "Skills". */
    boolean isBelowHeading(Mention mention) {
        return lists.holds(tokens.get(mention.from()).start());
    }

    /**
     * Whether the mention is all of a list item, such as {@code Go} in {@code "Java, Go (2 y)"}.
     */
    boolean isItem(Mention mention) {
        return startsItem(mention.from()) && endsItem(mention.to());
    }

    /** Whether the next mention is the next item of the same list. */
    boolean isNextItem(Mention first, Mention second) {
        int gap = second.from() - first.to();
        return gap >= 0 && gap <= 4 && endsItem(first.to()) && startsItem(second.from());
    }

    /** The last mention with no word between on the same line, in a direction of -1 or 1. */
    int lineOf(List<Mention> mentions, int from, int direction) {
        int at = from;
        while (at + direction >= 0
                && at + direction < mentions.size()
                && Math.abs(at + direction - from) < MOST_NAMES
                && onOneLine(mentions.get(at), mentions.get(at + direction))) {
            at += direction;
        }
        return at;
    }

    private boolean onOneLine(Mention one, Mention other) {
        Mention first = one.from() < other.from() ? one : other;
        Mention second = one.from() < other.from() ? other : one;
        return first.to() == second.from()
                && !isNewline(tokens.get(first.to() - 1), tokens.get(second.from()));
    }

    /** Whether the mentions are all the words of their line, parted by no more than a space. */
    boolean fillsLine(List<Mention> mentions) {
        int at = mentions.getFirst().from();
        if (at > 0 && !isNewline(tokens.get(at - 1), tokens.get(at))) {
            return false;
        }
        for (Mention mention : mentions) {
            if (mention.from() != at) {
                return false;
            }
            at = mention.to();
        }
        return at == tokens.size() || isNewline(tokens.get(at - 1), tokens.get(at));
    }

    /** Whether at most so many words of one sentence part them. */
    boolean inOneSentence(Mention one, Mention other, int reach) {
        Mention first = one.from() < other.from() ? one : other;
        Mention second = one.from() < other.from() ? other : one;
        if (second.from() - first.to() > reach) {
            return false;
        }
        for (int at = first.to() - 1; at < second.from(); at++) {
            if (endsSentence(at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a part of an address of the web or of mail. */
    boolean isInAddress(Mention mention) {
        return Addresses.hold(
                text, tokens.get(mention.from()).start(), tokens.get(mention.to() - 1).end());
    }

    private boolean isNewline(Token before, Token behind) {
        return hasAny(before.end(), behind.start(), "\n");
    }

    /** Whether a hyphen or a point ties the next word to it, as in {@code C-level}. */
    boolean isHyphenated(Mention mention) {
        int end = tokens.get(mention.to() - 1).end();
        return end + 1 < text.length()
                && "-\u2010\u2011.".indexOf(text.charAt(end)) >= 0
                && Character.isLetter(text.charAt(end + 1));
    }

    private boolean startsItem(int from) {
        if (from == 0 || isConjunction(from - 1)) {
            return true;
        }
        return hasAny(tokens.get(from - 1).end(), tokens.get(from).start(), ITEM_STARTS);
    }

    private boolean endsItem(int to) {
        if (to == tokens.size() || isConjunction(to)) {
            return true;
        }
        return hasAny(tokens.get(to - 1).end(), tokens.get(to).start(), ITEM_ENDS);
    }

    private boolean isConjunction(int at) {
        return switch (tokens.get(at).folded()) {
            // The ampersand of "R&D" parts nothing.
            case "and" -> text.charAt(tokens.get(at).start()) != '&';
            case "or", "und", "et", "y" -> true;
            default -> false;
        };
    }

    private boolean hasAny(int gapFrom, int gapTo, String marks) {
        for (int at = gapFrom; at < gapTo; at++) {
            if (marks.indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private boolean endsSentence(int at) {
        int start = tokens.get(at).end();
        Token next = tokens.get(at + 1);
        if (next.start() - start == 1) {
            return text.charAt(start) == ';';
        }
        boolean newItem = text.substring(start, next.start()).indexOf('\n') >= 0 && !next.joined();
        return newItem || hasAny(start, next.start(), SENTENCE_ENDS);
    }

    /** Whether the mention is spelled as the vocabulary has it, or shouted. */
    boolean hasProperCase(Mention mention) {
        int start = tokens.get(mention.from()).start();
        String words = text.substring(start, tokens.get(mention.to() - 1).end());
        return words.equals(mention.name().spelling())
                || (words.length() > 2 && words.equals(words.toUpperCase(Locale.ROOT)));
    }

    /** Whether its line has no small letter, so that capitals prove nothing. */
    boolean isLoudLine(Mention mention) {
        int start = tokens.get(mention.from()).start();
        int from = Math.max(text.lastIndexOf('\n', start) + 1, start - LABELLED_LINE);
        int newline = text.indexOf('\n', start);
        int to = Math.min(newline < 0 ? text.length() : newline, start + LABELLED_LINE);
        String line = text.substring(from, to);
        return line.length() > mention.name().spelling().length()
                && line.equals(line.toUpperCase(Locale.ROOT));
    }

    /** Whether one of the words before it in its sentence, at most {@code reach}, is wanted. */
    boolean before(Mention mention, int reach, Predicate<String> wanted) {
        for (int at = mention.from() - 1; at >= 0 && mention.from() - at <= reach; at--) {
            if (endsSentence(at)) {
                return false;
            }
            if (wanted.test(tokens.get(at).folded())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the words behind it in its sentence, at most {@code reach}, is wanted. */
    boolean after(Mention mention, int reach, Predicate<String> wanted) {
        for (int at = mention.to(); at < tokens.size() && at - mention.to() < reach; at++) {
            if (endsSentence(at - 1)) {
                return false;
            }
            if (wanted.test(tokens.get(at).folded())) {
                return true;
            }
        }
        return false;
    }

    /** The word behind it on its line, empty when there is none. */
    String next(Mention mention) {
        if (mention.to() == tokens.size()) {
            return "";
        }
        Token token = tokens.get(mention.to());
        boolean free = text.substring(tokens.get(mention.to() - 1).end(), token.start()).isBlank();
        return free ? token.folded() : "";
    }

    /**
     * Whether the line begins with a label, such as {@code "Technical skills:"}, with such a word.
     */
    boolean isLabelled(Mention mention, Predicate<String> wanted) {
        int start = tokens.get(mention.from()).start();
        int colon = -1;
        int line = start;
        while (line > 0 && start - line < LABELLED_LINE && text.charAt(line - 1) != '\n') {
            line--;
            colon = text.charAt(line) == ':' ? line : colon;
        }
        return colon > line
                && colon - line <= LONGEST_LABEL
                && Tokens.of(text.substring(line, colon)).stream()
                        .anyMatch(token -> wanted.test(token.folded()));
    }
}
