package dev.matchmill.readers.skill;

import dev.matchmill.readers.text.Span;

/** The words around a mention that a person reads as its proof. */
final class Evidence {

    private static final int MAX_LENGTH = 120;

    private Evidence() {}

    /** Whole words of the mention's line, at most 120 characters unless the mention is longer. */
    static String around(String text, Span span) {
        int start = text.lastIndexOf('\n', Math.max(0, span.start() - 1)) + 1;
        start = Math.min(start, span.start());
        int lineEnd = text.indexOf('\n', span.end());
        int end = lineEnd < 0 ? text.length() : lineEnd;
        int spare = Math.max(0, MAX_LENGTH - (span.end() - span.start()));
        int before = span.start() - start;
        int after = end - span.end();
        if (before + after > spare) {
            int keepBefore = Math.max(Math.min(before, spare / 2), Math.min(before, spare - after));
            start = wordStart(text, span.start() - keepBefore, start, span.start());
            end = wordEnd(text, span.end() + (spare - keepBefore), end, span.end());
        }
        return text.substring(start, end).replace('\t', ' ').replace('\n', ' ').strip();
    }

    private static int wordStart(String text, int cut, int floor, int span) {
        int at = Math.max(cut, floor);
        while (at > floor && at < span && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int cut, int ceiling, int span) {
        int at = Math.min(cut, ceiling);
        while (at < ceiling && at > span && !Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }
}
