package dev.matchmill.readers.parse;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/** Whether what a page paints can be seen, and whether it hides what is below. */
final class Opacity {

    private static final float TRANSPARENT = 0.05f;
    private static final float OPAQUE = 0.95f;

    private Opacity() {}

    static boolean isTransparent(PDGraphicsState state) {
        return state.getNonStrokeAlphaConstant() < TRANSPARENT;
    }

    static boolean isOpaque(PDGraphicsState state) {
        return state.getNonStrokeAlphaConstant() > OPAQUE
                && state.getSoftMask() == null
                && state.getBlendMode() == BlendMode.NORMAL;
    }

    static boolean isOpaque(PDImage image) {
        return !image.isStencil()
                && image instanceof PDImageXObject object
                && !object.getCOSObject().containsKey(COSName.SMASK)
                && !object.getCOSObject().containsKey(COSName.MASK);
    }
}
