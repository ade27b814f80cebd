package dev.matchmill.readers.parse;

import java.io.IOException;
import org.xml.sax.SAXException;

/** Text of an OpenDocument text: headers and footers of its pages once, and the body. */
final class OdtPackage {

    private static final String CONTENT = "content.xml";
    private static final String STYLES = "styles.xml";

    private OdtPackage() {}

    static RawText read(byte[] content, ParseLimits limits) throws IOException, SAXException {
        try (ZipParts zip = new ZipParts(content, limits.maxDepth())) {
            if (!zip.has(CONTENT)) {
                throw new IOException("no content");
            }
            OdtStyles styles = new OdtStyles();
            zip.read(STYLES, styles);
            zip.read(CONTENT, styles);
            PartTexts texts = new PartTexts(limits);
            texts.addEdge(read(zip, STYLES, styles, true, texts.next()));
            texts.add(read(zip, CONTENT, styles, false, texts.next()));
            return texts.whole(0);
        }
    }

    private static RawText read(
            ZipParts zip, String part, OdtStyles styles, boolean onlyEdges, MarkupText text)
            throws IOException, SAXException {
        try {
            zip.read(part, new OdtText(text, styles, onlyEdges));
        } catch (MarkupText.Full full) {
            return text.result(0);
        }
        return text.result(0);
    }
}
