package dev.matchmill.readers.parse;

/**
 * One character (or ligature) on a page as it is looked at; points, origin at the upper left.
 *
 * @param text what it stands for; blank for a space
 * @param left where it starts on the base line
 * @param right where the next one would start
 * @param baseline distance from the top, growing downwards
 * @param size height of the letters' body, as drawn
 */
record Glyph(String text, double left, double right, double baseline, double size) {

    boolean isSpace() {
        return text.isBlank();
    }
}
