package dev.matchmill.readers.parse;

import java.awt.Point;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
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

    private static final float TRANSPARENT = 0.05f;

    private final Backdrop backdrop = new Backdrop();
    private final GeneralPath path = new GeneralPath();
    private final Map<PDColor, Integer> colors = new HashMap<>();
    private final AffineTransform toView;
    private final double width;
    private final double height;
    private boolean plainPath;
    private boolean picture;
    private boolean fullPagePicture;

    PagePainting(PDPage page) {
        super(page);
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

    /** From the page's own coordinates to those of {@link Glyph}. */
    final AffineTransform toView() {
        return toView;
    }

    final double width() {
        return width;
    }

    final double height() {
        return height;
    }

    /** Whether a letter painted now can't be told from what is behind it. */
    final boolean hides(double x, double y, PDGraphicsState state) {
        return backdrop.hides(x, y, rgb(state));
    }

    static boolean isTransparent(PDGraphicsState state) {
        return state.getNonStrokeAlphaConstant() < TRANSPARENT;
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
        if (!isTransparent(state)) {
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
