package dev.matchmill.readers.measure;

import dev.matchmill.readers.measure.Block.Kind;
import dev.matchmill.readers.parse.Samples;
import java.util.List;

/** Writes a resume as an OpenDocument text. */
final class OpenDocumentPage {

    private OpenDocumentPage() {}

    static byte[] of(List<Block> blocks) {
        StringBuilder body = new StringBuilder();
        for (Block block : blocks) {
            if (block.cells().size() > 2) {
                body.append("<table:table><table:table-row>");
                for (String cell : block.cells()) {
                    body.append("<table:table-cell>").append(paragraph(cell));
                    body.append("</table:table-cell>");
                }
                body.append("</table:table-row></table:table>");
            } else if (block.kind() == Kind.BULLET) {
                body.append("<text:list><text:list-item>").append(paragraph(block.text()));
                body.append("</text:list-item></text:list>");
            } else {
                body.append(paragraph(block.text()));
            }
        }
        return Samples.odt("", body.toString());
    }

    private static String paragraph(String words) {
        String plain = words.replace("&", "&amp;").replace("<", "&lt;");
        return "<text:p>" + plain.replace("\t", "<text:tab/>") + "</text:p>";
    }
}
