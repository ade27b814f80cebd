package dev.matchmill.readers.parse;

/** Text that grows line by line. */
final class LineBuffer {

    private final StringBuilder text = new StringBuilder();

    void append(String more) {
        text.append(more);
    }

    void append(char[] more, int start, int length) {
        text.append(more, start, length);
    }

    boolean isAtLineStart() {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    /** Ends the line unless it is empty or holds nothing but the sign of a list item. */
    void newLine() {
        int end = text.length();
        boolean bulletOnly = end >= 2 && text.charAt(end - 2) == TextCleaner.BULLET.charAt(0);
        if (!isAtLineStart() && !bulletOnly) {
            text.append('\n');
        }
    }

    /** Ends the line and leaves one empty line, unless there is one already. */
    void emptyLine() {
        newLine();
        int end = text.length();
        if (end > 1 && text.charAt(end - 1) == '\n' && text.charAt(end - 2) != '\n') {
            text.append('\n');
        }
    }

    /** Text of a web page, where line ends in the source are blanks. */
    void flow(char[] more, int start, int length) {
        for (int at = start; at < start + length; at++) {
            boolean blank = more[at] == '\n' || more[at] == '\r' || more[at] == '\t';
            if (!(blank || more[at] == ' ') || !isAtLineStart()) {
                text.append(blank ? ' ' : more[at]);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
