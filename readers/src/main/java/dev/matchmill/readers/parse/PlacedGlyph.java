package dev.matchmill.readers.parse;

/**
 * A glyph and where its middle is on the page as it is looked at.
 *
 * @param direction of writing in degrees, in steps of 90; 0 is upright
 */
record PlacedGlyph(Glyph glyph, int direction, double x, double y) {}
