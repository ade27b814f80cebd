package dev.matchmill.readers.parse;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Straight lines that a page draws, strokes and thin boxes alike: the borders of tables. */
final class PageRules {

    /** Thicker, in points, is a bar. */
    private static final double THICK = 2.5;

    /** Shorter, in points, is part of a picture. */
    private static final double SHORT = 6;

    private static final int MAX_RULES = 4_000;

    /** A line at {@code at} from one end to the other; across the page or down. */
    record Rule(double at, double from, double to) {}

    private final List<Rule> across = new ArrayList<>();
    private final List<Rule> down = new ArrayList<>();

    List<Rule> across() {
        return across;
    }

    List<Rule> down() {
        return down;
    }

    /** A filled box; a larger one has no borders of its own. */
    void addFilled(Rectangle2D box) {
        if (box.getHeight() <= THICK || box.getWidth() <= THICK) {
            add(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        }
    }

    /** The straight segments of a stroked path. */
    void addStroked(Path2D path) {
        double[] to = new double[6];
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (PathIterator each = path.getPathIterator(null); !each.isDone(); each.next()) {
            int kind = each.currentSegment(to);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> {
                    startX = to[0];
                    startY = to[1];
                    x = startX;
                    y = startY;
                }
                case PathIterator.SEG_LINETO -> {
                    add(x, y, to[0], to[1]);
                    x = to[0];
                    y = to[1];
                }
                case PathIterator.SEG_CLOSE -> add(x, y, startX, startY);
                default -> {
                    int last = kind == PathIterator.SEG_QUADTO ? 2 : 4;
                    x = to[last];
                    y = to[last + 1];
                }
            }
        }
    }

    private void add(double x0, double y0, double x1, double y1) {
        double width = Math.abs(x1 - x0);
        double height = Math.abs(y1 - y0);
        if (across.size() + down.size() >= MAX_RULES) {
            return;
        }
        if (height <= THICK && width >= SHORT) {
            across.add(new Rule((y0 + y1) / 2, Math.min(x0, x1), Math.max(x0, x1)));
        } else if (width <= THICK && height >= SHORT) {
            down.add(new Rule((x0 + x1) / 2, Math.min(y0, y1), Math.max(y0, y1)));
        }
    }
}
