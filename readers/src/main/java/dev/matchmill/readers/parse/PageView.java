package dev.matchmill.readers.parse;

import java.awt.geom.AffineTransform;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A page as it is looked at, in points.
 *
 * @param transform from the page's own coordinates to those of {@link Glyph}
 */
record PageView(AffineTransform transform, double width, double height) {

    static PageView of(PDPage page) {
        PDRectangle box = page.getCropBox();
        int rotation = Math.floorMod(page.getRotation(), 360);
        boolean sideways = rotation % 180 != 0;
        AffineTransform view =
                switch (rotation) {
                    case 90 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 180 -> new AffineTransform(-1, 0, 0, 1, box.getWidth(), 0);
                    case 270 -> new AffineTransform(0, -1, -1, 0, box.getHeight(), box.getWidth());
                    default -> new AffineTransform(1, 0, 0, -1, 0, box.getHeight());
                };
        view.translate(-box.getLowerLeftX(), -box.getLowerLeftY());
        return new PageView(
                view,
                sideways ? box.getHeight() : box.getWidth(),
                sideways ? box.getWidth() : box.getHeight());
    }
}
