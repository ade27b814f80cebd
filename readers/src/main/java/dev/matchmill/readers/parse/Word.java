package dev.matchmill.readers.parse;

/**
 * Letters without a gap between them, in the places of {@link Glyph}.
 *
 * @param cell whether this is the whole text of a table's cell, which a tab parts from the next
 */
record Word(String text, double left, double right, double baseline, double size, boolean cell) {}
