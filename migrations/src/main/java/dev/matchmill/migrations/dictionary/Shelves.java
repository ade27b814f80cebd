package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.LayeredLayout.Box;
import dev.matchmill.migrations.dictionary.LayeredLayout.Corner;
import java.util.List;
import java.util.Map;

/** Boxes side by side, in rows of a limited width. */
final class Shelves {

    private final double limit;
    private final double gap;
    private double width;

    Shelves(double limit, double gap) {
        this.limit = limit;
        this.gap = gap;
    }

    /** Places boxes below a line; returns the bottom of the last row. */
    double place(List<Box> boxes, double top, Map<String, Corner> corners) {
        double x = 0;
        double y = top;
        double bottom = 0;
        for (Box box : boxes) {
            if (x > 0 && x + box.width() > limit) {
                x = 0;
                y = bottom + gap;
            }
            corners.put(box.name(), new Corner(x, y));
            x += box.width() + gap;
            width = Math.max(width, x - gap);
            bottom = Math.max(bottom, y + box.height());
        }
        return bottom;
    }

    double width() {
        return width;
    }
}
