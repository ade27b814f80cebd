package dev.matchmill.readers.parse;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The glyphs of one page: those that can be seen, those of an invisible layer, and how many nobody
 * sees. What is painted over a glyph later hides it.
 */
final class PageGlyphs {

    /** Paintings that are tried against the letters below; a page of charts has more. */
    private static final int MAX_COVERS = 2_000;

    /** A lower box, in letter sizes, strikes a line through and hides nothing. */
    private static final double MIN_COVER = 0.7;

    /** One letter of so many may be seen on a scan that was recognized: a stamp, a page number. */
    private static final int RECOGNIZED = 20;

    private final List<PlacedGlyph> seen = new ArrayList<>();
    private final List<PlacedGlyph> invisible = new ArrayList<>();
    private int covers;
    private int hidden;

    void addSeen(PlacedGlyph glyph) {
        seen.add(glyph);
    }

    void addInvisible(PlacedGlyph glyph) {
        invisible.add(glyph);
    }

    /** Counts a glyph that is left out. */
    void addHidden(Glyph glyph) {
        hidden += glyph.isSpace() ? 0 : 1;
    }

    List<PlacedGlyph> seen() {
        return seen;
    }

    /** A filled area: what is below it is gone. */
    void coverPlain(Rectangle2D box) {
        for (PlacedGlyph covered : takeFrom(box)) {
            addHidden(covered.glyph());
        }
    }

    /** A picture: text below it is the layer of a scan that was recognized, or hidden. */
    void coverPicture(Rectangle2D box) {
        invisible.addAll(takeFrom(box));
    }

    private List<PlacedGlyph> takeFrom(Rectangle2D box) {
        List<PlacedGlyph> taken = new ArrayList<>();
        if (seen.isEmpty() || covers++ >= MAX_COVERS) {
            return taken;
        }
        seen.removeIf(placed -> {
            boolean high = box.getHeight() >= MIN_COVER * placed.glyph().size();
            boolean below = high && box.contains(placed.x(), placed.y());
            return below && taken.add(placed);
        });
        return taken;
    }

    /**
     * The glyphs to read by the direction of writing. A page that is a picture with an invisible
     * layer of text has been through text recognition: there the layer is the text.
     */
    SortedMap<Integer, List<Glyph>> toRead(boolean fullPagePicture) {
        List<PlacedGlyph> read = isRecognized(fullPagePicture) ? invisible : seen;
        SortedMap<Integer, List<Glyph>> byDirection = new TreeMap<>();
        for (PlacedGlyph placed : read) {
            byDirection
                    .computeIfAbsent(placed.direction(), _ -> new ArrayList<>())
                    .add(placed.glyph());
        }
        return byDirection;
    }

    /** Letters and signs that are on the page and can't be seen. */
    int hiddenCount(boolean fullPagePicture) {
        return isRecognized(fullPagePicture) ? hidden : hidden + letters(invisible);
    }

    private boolean isRecognized(boolean fullPagePicture) {
        int all = letters(seen) + letters(invisible) + hidden;
        return fullPagePicture && letters(seen) * RECOGNIZED < all;
    }

    private static int letters(List<PlacedGlyph> glyphs) {
        return (int) glyphs.stream().filter(placed -> !placed.glyph().isSpace()).count();
    }
}
