package dev.matchmill.readers.parse;

/** Letters without a gap between them, in the places of {@link Glyph}. */
record Word(String text, double left, double right, double baseline, double size) {}
