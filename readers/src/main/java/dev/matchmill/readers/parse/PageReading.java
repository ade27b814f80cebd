package dev.matchmill.readers.parse;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Collects the glyphs of one page with their places, and which of them can be seen. Draws nothing
 * and decodes no picture. For one page.
 */
final class PageReading extends PagePainting {

    /** Smaller letters, in points, are not meant for people. */
    private static final double MIN_SIZE = 2;

    /** Width of a letter, in letter sizes, whose font doesn't say. */
    private static final double USUAL_WIDTH = 0.5;

    private final int maxGlyphs;
    private final ContentMarks marks;
    private int glyphCount;
    private int transparentGroups;

    PageReading(PDPage page, @Nullable PDOptionalContentProperties layers, int maxGlyphs) {
        super(page);
        this.maxGlyphs = maxGlyphs;
        this.marks = new ContentMarks(layers, placed -> glyphs().addSeen(placed));
    }

    /** Reads the page, what is filled into its form fields and what was typed onto it. */
    void read() throws IOException {
        processPage(getPage());
        marks.finish();
        for (var annotation : PageNotes.shown(getPage())) {
            showAnnotation(annotation);
            marks.finish();
        }
    }

    /**
     * The glyphs by the direction of writing (degrees, in steps of 90; 0 is upright), with the
     * signs of list items that are drawn as shapes.
     */
    SortedMap<Integer, List<Glyph>> toRead() {
        SortedMap<Integer, List<Glyph>> read = glyphs().toRead(isFullPagePicture());
        read.computeIfPresent(
                0,
                (_, upright) -> {
                    List<Glyph> all = new ArrayList<>(upright);
                    all.addAll(dots().beside(upright));
                    return all;
                });
        return read;
    }

    /** Letters and signs that nobody sees and that are left out. */
    int hiddenCount() {
        return glyphs().hiddenCount(isFullPagePicture());
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
        double advance = displacement.getX() == 0 ? USUAL_WIDTH : displacement.getX();
        Point2D start = place.transform(new Point2D.Double(0, 0), null);
        Point2D end = place.transform(new Point2D.Double(advance, 0), null);
        Point2D right = place.deltaTransform(new Point2D.Double(1, 0), null);
        Point2D up = place.deltaTransform(new Point2D.Double(0, 1), null);
        double size = Math.hypot(up.getX(), up.getY());
        int quarter = (int) Math.round(Math.toDegrees(Math.atan2(right.getY(), right.getX())) / 90);
        int direction = Math.floorMod(quarter * 90, 360);
        Glyph glyph = glyph(text, start, end, size, direction);
        double x = (start.getX() + end.getX()) / 2 + up.getX() / 4;
        double y = (start.getY() + end.getY()) / 2 + up.getY() / 4;
        sort(new PlacedGlyph(glyph, direction, x, y));
    }

    private void sort(PlacedGlyph placed) {
        Glyph glyph = placed.glyph();
        PDGraphicsState state = getGraphicsState();
        RenderingMode mode = state.getTextState().getRenderingMode();
        boolean away = !isOnPage(placed) || isClippedAway(placed);
        if (glyph.size() < MIN_SIZE || away || marks.isOff() || transparentGroups > 0) {
            glyphs().addHidden(glyph);
        } else if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
            glyphs().addInvisible(placed);
        } else if (Opacity.isTransparent(state)
                // Outlined letters are painted by the stroke as well: a white fill hides nothing.
                || (mode == RenderingMode.FILL && hides(placed.x(), placed.y(), state))) {
            glyphs().addHidden(glyph);
        } else {
            marks.add(placed);
        }
    }

    /** Turned so that the text of each direction runs from left to right and down. */
    private Glyph glyph(String text, Point2D start, Point2D end, double size, int direction) {
        double right = width() - start.getX();
        double bottom = height() - start.getY();
        return switch (direction) {
            case 90 -> new Glyph(text, start.getY(), end.getY(), right, size);
            case 180 -> new Glyph(text, right, width() - end.getX(), bottom, size);
            case 270 -> new Glyph(text, bottom, height() - end.getY(), start.getX(), size);
            default -> new Glyph(text, start.getX(), end.getX(), start.getY(), size);
        };
    }

    private boolean isOnPage(PlacedGlyph at) {
        return at.x() > -1 && at.y() > -1 && at.x() < width() + 1 && at.y() < height() + 1;
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
        marks.begin(tag, properties);
    }

    @Override
    public void endMarkedContentSequence() {
        marks.end();
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        if (!marks.isOff(form.getOptionalContent())) {
            super.showForm(form);
        }
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup group) throws IOException {
        if (marks.isOff(group.getOptionalContent())) {
            return;
        }
        int outside = Opacity.isTransparent(getGraphicsState()) ? 1 : 0;
        transparentGroups += outside;
        try {
            super.showTransparencyGroup(group);
        } finally {
            transparentGroups -= outside;
        }
    }

    private static String unicode(PDFont font, int code) {
        String text = font.toUnicode(code, GlyphList.getAdobeGlyphList());
        if (text != null) {
            return text;
        }
        return font instanceof PDSimpleFont && code >= ' ' ? Character.toString(code) : "\uFFFD";
    }
}
