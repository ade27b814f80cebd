package dev.matchmill.readers.parse;

import java.awt.Point;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
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
final class PageReading extends PDFGraphicsStreamEngine {

    /** Smaller letters, in points, are not meant for people. */
    private static final double MIN_SIZE = 2;

    /** A picture of at least this share of the page is a scan or a background. */
    private static final double FULL_PAGE_SHARE = 0.5;

    private static final float TRANSPARENT = 0.05f;

    private final int maxGlyphs;
    private final Backdrop backdrop = new Backdrop();
    private final GeneralPath path = new GeneralPath();
    private final SortedMap<Integer, List<Glyph>> seen = new TreeMap<>();
    private final SortedMap<Integer, List<Glyph>> invisible = new TreeMap<>();
    private final Map<PDColor, Integer> colors = new HashMap<>();
    private final AffineTransform toView;
    private final double width;
    private final double height;
    private int glyphCount;
    private int seenCount;
    private boolean plainPath;
    private boolean picture;
    private boolean fullPagePicture;

    PageReading(PDPage page, int maxGlyphs) {
        super(page);
        this.maxGlyphs = maxGlyphs;
        PDRectangle box = page.getCropBox();
        boolean sideways = page.getRotation() % 180 != 0;
        width = sideways ? box.getHeight() : box.getWidth();
        height = sideways ? box.getWidth() : box.getHeight();
        toView = view(box, page.getRotation());
    }

    private static AffineTransform view(PDRectangle box, int rotation) {
        AffineTransform view =
                switch (Math.floorMod(rotation, 360)) {
                    case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 180 -> new AffineTransform(-1, 0, 0, 1, box.getWidth(), 0);
                    case 270 -> new AffineTransform(0, -1, -1, 0, box.getHeight(), box.getWidth());
                    default -> new AffineTransform(1, 0, 0, -1, 0, box.getHeight());
                };
        view.translate(-box.getLowerLeftX(), -box.getLowerLeftY());
        return view;
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
        return fullPagePicture && seenCount * 20 < glyphCount ? invisible : seen;
    }

    boolean hasPicture() {
        return picture;
    }

    boolean isFullPagePicture() {
        return fullPagePicture;
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
        AffineTransform place = new AffineTransform(toView);
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
            case 90 -> new Glyph(text, start.getY(), end.getY(), width - start.getX(), size);
            case 180 ->
                    new Glyph(
                            text,
                            width - start.getX(),
                            width - end.getX(),
                            height - start.getY(),
                            size);
            case 270 ->
                    new Glyph(text, height - start.getY(), height - end.getY(), start.getX(), size);
            default -> new Glyph(text, start.getX(), end.getX(), start.getY(), size);
        };
    }

    private boolean onPage(Point2D at) {
        return at.getX() > -1 && at.getY() > -1 && at.getX() < width + 1 && at.getY() < height + 1;
    }

    private boolean visible(PDGraphicsState state, RenderingMode mode, double x, double y) {
        if (state.getNonStrokeAlphaConstant() < TRANSPARENT) {
            return false;
        }
        // Outlined letters are painted by the stroke as well; a white fill alone hides nothing.
        return mode != RenderingMode.FILL || !backdrop.hides(x, y, rgb(state));
    }

    private static String unicode(PDFont font, int code) {
        String text = font.toUnicode(code, GlyphList.getAdobeGlyphList());
        if (text != null) {
            return text;
        }
        return font instanceof PDSimpleFont && code >= ' ' ? Character.toString(code) : "\uFFFD";
    }

    private int rgb(PDGraphicsState state) {
        PDColor color = state.getNonStrokingColor();
        return colors.computeIfAbsent(color, PageReading::rgb);
    }

    /** Black where the colour can't be told: then the text counts as visible. */
    private static int rgb(PDColor color) {
        try {
            return color.isPattern() ? 0 : color.toRGB();
        } catch (IOException | RuntimeException broken) {
            return 0;
        }
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        plainPath = path.getCurrentPoint() == null;
        path.moveTo(p0.getX(), p0.getY());
        path.lineTo(p1.getX(), p1.getY());
        path.lineTo(p2.getX(), p2.getY());
        path.lineTo(p3.getX(), p3.getY());
        path.closePath();
    }

    @Override
    public void drawImage(PDImage image) {
        picture = true;
        Rectangle2D unit = new Rectangle2D.Double(0, 0, 1, 1);
        AffineTransform place =
                getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
        Rectangle2D box = inView(place.createTransformedShape(unit).getBounds2D());
        Rectangle2D onPage = box.createIntersection(new Rectangle2D.Double(0, 0, width, height));
        if (!onPage.isEmpty()
                && onPage.getWidth() * onPage.getHeight() >= FULL_PAGE_SHARE * width * height) {
            fullPagePicture = true;
        }
        backdrop.paintMixed(box);
    }

    private Rectangle2D inView(Rectangle2D box) {
        return toView.createTransformedShape(box).getBounds2D();
    }

    @Override
    public void fillPath(int windingRule) {
        PDGraphicsState state = getGraphicsState();
        if (state.getNonStrokeAlphaConstant() >= TRANSPARENT) {
            Rectangle2D box = inView(path.getBounds2D());
            if (plainPath && !state.getNonStrokingColor().isPattern()) {
                backdrop.paintPlain(box, rgb(state));
            } else {
                backdrop.paintMixed(box);
            }
        }
        endPath();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        fillPath(windingRule);
    }

    @Override
    public void shadingFill(COSName shadingName) {
        backdrop.paintMixed(new Rectangle2D.Double(0, 0, width, height));
    }

    @Override
    public void clip(int windingRule) {}

    @Override
    public void moveTo(float x, float y) {
        plainPath = false;
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        if (path.getCurrentPoint() == null) {
            moveTo(x, y);
        }
        path.lineTo(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        if (path.getCurrentPoint() == null) {
            moveTo(x1, y1);
        }
        path.curveTo(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        Point2D point = path.getCurrentPoint();
        return point == null ? new Point() : point;
    }

    @Override
    public void closePath() {
        if (path.getCurrentPoint() != null) {
            path.closePath();
        }
    }

    @Override
    public void endPath() {
        path.reset();
        plainPath = false;
    }

    @Override
    public void strokePath() {
        endPath();
    }
}
