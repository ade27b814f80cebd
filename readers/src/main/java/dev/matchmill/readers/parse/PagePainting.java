package dev.matchmill.readers.parse;

import java.awt.Point;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/**
 * What a page paints besides letters: where its pictures and filled areas are. Draws nothing and
 * decodes no picture.
 */
abstract sealed class PagePainting extends PDFGraphicsStreamEngine permits PageReading {

    /** A picture of at least this share of the page is a scan or a background. */
    private static final double FULL_PAGE_SHARE = 0.5;

    private final Backdrop backdrop = new Backdrop();
    private final GeneralPath path = new GeneralPath();
    private final Map<PDColor, Integer> colors = new HashMap<>();
    private final PageView view;
    private final PageGlyphs glyphs = new PageGlyphs();
    private final ListDots dots = new ListDots();
    private final PageRules rules = new PageRules();
    private boolean plainPath;
    private boolean clips;
    private boolean picture;
    private boolean fullPagePicture;

    PagePainting(PDPage page) {
        super(page);
        this.view = PageView.of(page);
    }

    /** From the page's own coordinates to those of {@link Glyph}. */
    final AffineTransform toView() {
        return view.transform();
    }

    final double width() {
        return view.width();
    }

    final double height() {
        return view.height();
    }

    /** Whether a letter painted now can't be told from what is behind it. */
    final boolean hides(double x, double y, PDGraphicsState state) {
        return backdrop.hides(x, y, rgb(state));
    }

    /** The page's glyphs so far. */
    final PageGlyphs glyphs() {
        return glyphs;
    }

    /** Small shapes that may be signs of list items. */
    final ListDots dots() {
        return dots;
    }

    final PageRules rules() {
        return rules;
    }

    /** Whether a glyph lies outside the area that is painted at all, by its box. */
    final boolean isClippedAway(PlacedGlyph at) {
        Rectangle2D clip = getGraphicsState().getCurrentClippingPath().getBounds2D();
        Rectangle2D shown = inView(clip);
        double margin = at.glyph().size() / 2;
        return at.x() < shown.getMinX() - margin
                || at.x() > shown.getMaxX() + margin
                || at.y() < shown.getMinY() - margin
                || at.y() > shown.getMaxY() + margin;
    }

    boolean hasPicture() {
        return picture;
    }

    boolean isFullPagePicture() {
        return fullPagePicture;
    }

    private int rgb(PDGraphicsState state) {
        PDColor color = state.getNonStrokingColor();
        return colors.computeIfAbsent(color, PagePainting::rgb);
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
        Rectangle2D onPage =
                box.createIntersection(new Rectangle2D.Double(0, 0, width(), height()));
        if (!onPage.isEmpty()
                && onPage.getWidth() * onPage.getHeight() >= FULL_PAGE_SHARE * width() * height()) {
            fullPagePicture = true;
        }
        backdrop.paintMixed(box);
        if (Opacity.isOpaque(getGraphicsState()) && Opacity.isOpaque(image)) {
            glyphs.coverPicture(box);
        }
    }

    private Rectangle2D visiblePart(Rectangle2D box) {
        Rectangle2D clip = getGraphicsState().getCurrentClippingPath().getBounds2D();
        return box.createIntersection(inView(clip));
    }

    private Rectangle2D inView(Rectangle2D box) {
        return view.transform().createTransformedShape(box).getBounds2D();
    }

    @Override
    public void fillPath(int windingRule) {
        PDGraphicsState state = getGraphicsState();
        if (!Opacity.isTransparent(state)) {
            Rectangle2D box = inView(path.getBounds2D());
            rules.addFilled(box);
            if (plainPath && !state.getNonStrokingColor().isPattern()) {
                backdrop.paintPlain(box, rgb(state));
                if (Opacity.isOpaque(state)) {
                    glyphs.coverPlain(visiblePart(box));
                }
            } else {
                backdrop.paintMixed(box);
            }
            if (!hides(box.getCenterX(), box.getMinY() - 1, state)) {
                dots.add(box);
            }
        }
        endPath();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        rules.addStroked(new Path2D.Double(path, toView()));
        fillPath(windingRule);
    }

    @Override
    public void shadingFill(COSName shadingName) {
        backdrop.paintMixed(new Rectangle2D.Double(0, 0, width(), height()));
    }

    @Override
    public void clip(int windingRule) {
        clips = true;
    }

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
        if (clips && path.getCurrentPoint() != null) {
            // The box is enough to tell what lies outside, and cheap for any shape.
            getGraphicsState().intersectClippingPath(new GeneralPath(path.getBounds2D()));
        }
        clips = false;
        path.reset();
        plainPath = false;
    }

    @Override
    public void strokePath() {
        rules.addStroked(new Path2D.Double(path, toView()));
        endPath();
    }
}
