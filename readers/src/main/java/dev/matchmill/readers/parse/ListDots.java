package dev.matchmill.readers.parse;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Signs of list items that are drawn as small shapes instead of letters, as browsers do: a dot that
 * stands alone before the first letter of a line.
 */
final class ListDots {

    private static final int MAX_DOTS = 500;
    private static final double SMALLEST = 1.2;
    private static final double LARGEST = 6;

    /** Largest distance to the text, in letter sizes. */
    private static final double NEAR = 2;

    /** Nothing else stands so close before it, in letter sizes: points of a rating do. */
    private static final double ALONE = 3;

    private final List<Rectangle2D> dots = new ArrayList<>();

    void add(Rectangle2D box) {
        double width = box.getWidth();
        double height = box.getHeight();
        boolean square = Math.abs(width - height) <= 0.25 * Math.max(width, height);
        if (square && width >= SMALLEST && width <= LARGEST && dots.size() < MAX_DOTS) {
            dots.add(box);
        }
    }

    /** The signs as glyphs on the lines that they belong to. */
    List<Glyph> beside(List<Glyph> glyphs) {
        List<Glyph> signs = new ArrayList<>();
        for (Rectangle2D dot : dots) {
            Glyph text = null;
            boolean alone = true;
            for (Glyph glyph : glyphs) {
                if (glyph.isSpace() || !onLine(dot, glyph)) {
                    continue;
                }
                double gap = glyph.left() - dot.getMaxX();
                if (gap > 0 && gap < NEAR * glyph.size()) {
                    text = text == null || glyph.left() < text.left() ? glyph : text;
                }
                double before = dot.getMinX() - glyph.left();
                alone &= before < 0 || before > ALONE * glyph.size();
            }
            if (text != null && alone && !hasNeighbour(dot, text)) {
                double right = text.left() - 0.25 * text.size();
                signs.add(
                        new Glyph(
                                TextCleaner.BULLET,
                                Math.min(dot.getMinX(), right),
                                right,
                                text.baseline(),
                                text.size()));
            }
        }
        return signs;
    }

    private static boolean onLine(Rectangle2D dot, Glyph glyph) {
        double middle = dot.getCenterY();
        return middle < glyph.baseline()
                && middle > glyph.baseline() - 0.8 * glyph.size()
                && dot.getHeight() < 0.6 * glyph.size();
    }

    private boolean hasNeighbour(Rectangle2D dot, Glyph text) {
        for (Rectangle2D other : dots) {
            boolean sameLine = Math.abs(other.getCenterY() - dot.getCenterY()) < 1;
            double distance = Math.abs(other.getCenterX() - dot.getCenterX());
            if (sameLine && distance > 0.5 && distance < ALONE * text.size()) {
                return true;
            }
        }
        return false;
    }
}
