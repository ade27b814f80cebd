package dev.matchmill.readers.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts text into the words that names are made of: {@code C++}, {@code C#}, {@code .NET} are one.
 */
final class Tokens {

    /** A line shorter than this ends because its item ends, a longer one because the page does. */
    private static final int WRAPPED_LINE = 50;

    private static final Map<String, String> AMERICAN =
            Map.of(
                    "programme", "program",
                    "colour", "color",
                    "centre", "center",
                    "labour", "labor",
                    "catalogue", "catalog",
                    "modelling", "modeling",
                    "behaviour", "behavior",
                    "licence", "license",
                    "paediatrics", "pediatrics",
                    "tyre", "tire");

    private Tokens() {}

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(text.length() / 6);
        int end = -1;
        int at = 0;
        while (at < text.length()) {
            int start = at;
            if (isWord(text, at)) {
                at = endOfWord(text, at);
            } else if (text.charAt(at) == '&') {
                at++;
            } else if (isDotNet(text, at)) {
                at += 4;
            } else {
                at++;
                continue;
            }
            boolean joined = end >= 0 && joins(text, end, start);
            tokens.add(new Token(start, at, fold(text.substring(start, at)), joined));
            end = at;
        }
        return tokens;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && (isWord(text, at) || isInnerApostrophe(text, at))) {
            at++;
        }
        int marks = at;
        while (marks < text.length() && marks - at < 2 && text.charAt(marks) == '+') {
            marks++;
        }
        boolean number = Character.isDigit(text.charAt(at - 1)) && marks - at < 2;
        boolean free = marks == text.length() || !isWord(text, marks) || marks - at == 2;
        if (marks > at && free && !number) {
            return marks;
        }
        boolean sharp = at - from == 1 && at < text.length() && text.charAt(at) == '#';
        return sharp ? at + 1 : at;
    }

    private static boolean isWord(String text, int at) {
        char c = text.charAt(at);
        if (c == '\u00C2') {
            // What is left of a no-break space that was decoded with the wrong character set.
            return at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
        }
        return Character.isLetterOrDigit(c);
    }

    private static boolean isInnerApostrophe(String text, int at) {
        char c = text.charAt(at);
        return (c == '\'' || c == '\u2019') && at + 1 < text.length() && isWord(text, at + 1);
    }

    private static boolean isDotNet(String text, int at) {
        return text.regionMatches(true, at, ".net", 0, 4)
                && (at == 0 || " \t\n,;/(|:".indexOf(text.charAt(at - 1)) >= 0)
                && (at + 4 == text.length() || !isWord(text, at + 4));
    }

    private static boolean joins(String text, int end, int start) {
        if (start - end > 3) {
            return false;
        }
        String gap = text.substring(end, start);
        if (gap.indexOf('\n') >= 0) {
            return gap.chars().filter(c -> c == '\n').count() == 1
                    && gap.replace("-", "").isBlank()
                    && isWrapped(text, end, start);
        }
        return gap.equals(".")
                || gap.chars().allMatch(c -> " -/'\u2019\u00A0\u2010\u2011".indexOf(c) >= 0);
    }

    /**
     * Whether a line ends within an item: it is long, the next goes on in small letters or with the
     * list, or it alone has a bullet.
     */
    private static boolean isWrapped(String text, int end, int start) {
        int from = text.lastIndexOf('\n', end - 1) + 1;
        if (end - from >= WRAPPED_LINE || Character.isLowerCase(text.charAt(start))) {
            return true;
        }
        int newline = text.indexOf('\n', start);
        int to = Math.min(newline < 0 ? text.length() : newline, start + WRAPPED_LINE);
        boolean list = hasSeparator(text, from, end) || hasSeparator(text, start, to);
        return list || text.charAt(from) == '\u2022';
    }

    private static boolean hasSeparator(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (",;|".indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String fold(String word) {
        String folded = word.toLowerCase(Locale.ROOT).replace("'", "").replace("\u2019", "");
        if (folded.equals("&")) {
            return "and";
        }
        String american = AMERICAN.getOrDefault(folded, folded);
        for (String ending : List.of("isation", "isations", "ising", "ised")) {
            if (american.length() > ending.length() + 3 && american.endsWith(ending)) {
                int cut = american.length() - ending.length() + 1;
                return american.substring(0, cut) + "z" + american.substring(cut + 1);
            }
        }
        return american;
    }
}
