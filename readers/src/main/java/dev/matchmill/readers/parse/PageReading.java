package dev.matchmill.readers.parse;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * Collects the glyphs of one page with their places, and which of them can be seen. Draws nothing
 * and decodes no picture. For one page.
 */
final class PageReading extends PagePainting {

    /** Smaller letters, in points, are not meant for people. */
    private static final double MIN_SIZE = 2;

    private final int maxGlyphs;
    private final SortedMap<Integer, List<Glyph>> seen = new TreeMap<>();
    private final SortedMap<Integer, List<Glyph>> invisible = new TreeMap<>();
    private int glyphCount;
    private int seenCount;

    PageReading(PDPage page, int maxGlyphs) {
        super(page);
        this.maxGlyphs = maxGlyphs;
    }

    /** Reads the page and what is filled into its form fields. */
    void read() throws IOException {
        processPage(getPage());
        for (PDAnnotation annotation : getPage().getAnnotations()) {
            if (annotation instanceof PDAnnotationWidget && !annotation.isHidden()) {
                showAnnotation(annotation);
            }
        }
    }

    /**
     * The glyphs by the direction of writing (degrees, in steps of 90; 0 is upright). A page that
     * is a picture with an invisible layer of text has been through text recognition: there the
     * layer is the text.
     */
    SortedMap<Integer, List<Glyph>> glyphs() {
        return isFullPagePicture() && seenCount * 20 < glyphCount ? invisible : seen;
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
        if (glyphCount++ >= maxGlyphs) {
            return;
        }
        String text = unicode(font, code);
        if (text.isEmpty()) {
            return;
        }
        AffineTransform place = new AffineTransform(toView());
        place.concatenate(matrix.createAffineTransform());
        Point2D start = place.transform(new Point2D.Double(0, 0), null);
        Point2D end = place.transform(new Point2D.Double(displacement.getX(), 0), null);
        Point2D right = place.deltaTransform(new Point2D.Double(1, 0), null);
        Point2D up = place.deltaTransform(new Point2D.Double(0, 1), null);
        double size = Math.hypot(up.getX(), up.getY());
        int quarter = (int) Math.round(Math.toDegrees(Math.atan2(right.getY(), right.getX())) / 90);
        int direction = Math.floorMod(quarter * 90, 360);
        Glyph glyph = glyph(text, start, end, size, direction);
        PDGraphicsState state = getGraphicsState();
        RenderingMode mode = state.getTextState().getRenderingMode();
        if (size < MIN_SIZE || !onPage(start)) {
            return;
        }
        if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
            invisible.computeIfAbsent(direction, _ -> new ArrayList<>()).add(glyph);
            return;
        }
        if (visible(state, mode, (start.getX() + end.getX()) / 2, start.getY() - size / 4)) {
            seenCount += glyph.isSpace() ? 0 : 1;
            seen.computeIfAbsent(direction, _ -> new ArrayList<>()).add(glyph);
        }
    }

    /** Turned so that the text of each direction runs from left to right and down. */
    private Glyph glyph(String text, Point2D start, Point2D end, double size, int direction) {
        return switch (direction) {
            case 90 -> new Glyph(text, start.getY(), end.getY(), width() - start.getX(), size);
            case 180 ->
                    new Glyph(
                            text,
                            width() - start.getX(),
                            width() - end.getX(),
                            height() - start.getY(),
                            size);
            case 270 ->
                    new Glyph(
                            text,
                            height() - start.getY(),
                            height() - end.getY(),
                            start.getX(),
                            size);
            default -> new Glyph(text, start.getX(), end.getX(), start.getY(), size);
        };
    }

    private boolean onPage(Point2D at) {
        return at.getX() > -1
                && at.getY() > -1
                && at.getX() < width() + 1
                && at.getY() < height() + 1;
    }

    private boolean visible(PDGraphicsState state, RenderingMode mode, double x, double y) {
        if (isTransparent(state)) {
            return false;
        }
        // Outlined letters are painted by the stroke as well; a white fill alone hides nothing.
        return mode != RenderingMode.FILL || !hides(x, y, state);
    }

    private static String unicode(PDFont font, int code) {
        String text = font.toUnicode(code, GlyphList.getAdobeGlyphList());
        if (text != null) {
            return text;
        }
        return font instanceof PDSimpleFont && code >= ' ' ? Character.toString(code) : "\uFFFD";
    }
}
