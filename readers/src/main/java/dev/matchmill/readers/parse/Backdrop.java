package dev.matchmill.readers.parse;

import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been painted on a page so far, so that white text on white can be told from white text
 * on a dark sidebar. Only the newest areas are kept.
 */
final class Backdrop {

    private static final int WHITE = 0xFFFFFF;
    private static final int MAX_AREAS = 500;

    /** Difference per colour channel, of 255, that nobody sees. */
    private static final int UNSEEN = 6;

    /** A painted area; without a colour when it has several (picture, shading, free shape). */
    private record Area(Rectangle2D box, boolean plain, int rgb) {}

    private final Deque<Area> newestFirst = new ArrayDeque<>();

    void paintPlain(Rectangle2D box, int rgb) {
        add(new Area(box, true, rgb));
    }

    void paintMixed(Rectangle2D box) {
        add(new Area(box, false, WHITE));
    }

    private void add(Area area) {
        newestFirst.addFirst(area);
        if (newestFirst.size() > MAX_AREAS) {
            newestFirst.removeLast();
        }
    }

    /** Whether a letter of this colour can't be seen there. */
    boolean hides(double x, double y, int rgb) {
        for (Area area : newestFirst) {
            if (area.box().contains(x, y)) {
                return area.plain() && same(rgb, area.rgb());
            }
        }
        return same(rgb, WHITE);
    }

    private static boolean same(int one, int two) {
        return near(one >> 16, two >> 16) && near(one >> 8, two >> 8) && near(one, two);
    }

    private static boolean near(int one, int two) {
        return Math.abs((one & 0xFF) - (two & 0xFF)) <= UNSEEN;
    }
}
