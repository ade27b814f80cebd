package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a document that isn't blank.
 *
 * @param text without white space and bullets around it
 * @param start offset of the text in the document
 * @param afterBlank whether a blank line is above it
 * @param bullet whether it began with a bullet
 */
public record Line(String text, int start, boolean afterBlank, boolean bullet) {

    private static final String BULLETS =
            "\u2022\u00B7\u25CF\u25AA\u25A0\u25E6\u2023\u2043\u27A2\u2713\uF0B7*-\u2013\u2014>\u00A7\u200B";

    /** Where most lines follow a blank one, as in web pages, a blank line parts nothing. */
    private static final double SPACED = 0.6;

    private static final int LEAST_SPACED = 10;

    public int end() {
        return start + text.length();
    }

    public Span span() {
        return new Span(start, end());
    }

    /** The span of a part of the line's text. */
    Span span(int from, int to) {
        return new Span(start + from, start + to);
    }

    /** The rest of the line behind an offset and the white space there. */
    Line behind(int offset) {
        int from = offset;
        while (from < text.length() && isPadding(text.charAt(from))) {
            from++;
        }
        return new Line(text.substring(from), start + from, afterBlank, bullet);
    }

    int wordCount() {
        return text.isEmpty() ? 0 : text.split("\\s+", 64).length;
    }

    static List<Line> of(String document) {
        List<Line> lines = new ArrayList<>();
        boolean afterBlank = true;
        int at = 0;
        while (at < document.length()) {
            int newline = document.indexOf('\n', at);
            int stop = newline < 0 ? document.length() : newline;
            int from = at;
            int to = stop;
            boolean bullet = false;
            while (from < to && isPadding(document.charAt(from))) {
                bullet |= BULLETS.indexOf(document.charAt(from)) >= 0;
                from++;
            }
            while (to > from && isSpace(document.charAt(to - 1))) {
                to--;
            }
            if (to > from) {
                lines.add(new Line(document.substring(from, to), from, afterBlank, bullet));
            }
            afterBlank = to == from;
            at = stop + 1;
        }
        long parted = lines.stream().filter(Line::afterBlank).count();
        return parted > SPACED * lines.size() && lines.size() >= LEAST_SPACED
                ? lines.stream().map(Line::unparted).toList()
                : lines;
    }

    /** The same as if a blank line were above it. */
    Line parted() {
        return new Line(text, start, true, bullet);
    }

    private Line unparted() {
        return new Line(text, start, false, bullet);
    }

    private static boolean isPadding(char c) {
        return isSpace(c) || BULLETS.indexOf(c) >= 0;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u00A0' || c == '\u200B' || c == '\uFEFF';
    }
}
