package dev.matchmill.readers.measure;

import dev.matchmill.readers.measure.Block.Kind;
import dev.matchmill.readers.parse.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes a resume a file of a format. */
enum Rendering {
    TEXT("resume.txt"),
    HTML("resume.html"),
    DOCX("resume.docx"),
    PDF("resume.pdf");

    private final String fileName;

    Rendering(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    byte[] of(GeneratedResume resume) {
        return switch (this) {
            case TEXT -> text(resume.blocks()).getBytes(StandardCharsets.UTF_8);
            case HTML -> html(resume.blocks()).getBytes(StandardCharsets.UTF_8);
            case DOCX -> docx(resume.blocks());
            case PDF -> PdfPage.draw(resume);
        };
    }

    static String text(List<Block> blocks) {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks) {
            text.append(block.kind() == Kind.HEADING && !text.isEmpty() ? "\n" : "")
                    .append(block.kind() == Kind.BULLET ? "• " : "")
                    .append(block.text())
                    .append('\n');
        }
        return text.toString();
    }

    private static String html(List<Block> blocks) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html><head>");
        page.append("<meta charset='utf-8'><style>td{padding:4px}</style></head><body>");
        boolean listed = false;
        for (Block block : blocks) {
            boolean item = block.kind() == Kind.BULLET;
            if (item != listed) {
                page.append(item ? "<ul>" : "</ul>");
                listed = item;
            }
            String tag =
                    switch (block.kind()) {
                        case NAME -> "h1";
                        case HEADING -> "h2";
                        case LINE, GAP -> "p";
                        case BULLET -> "li";
                    };
            if (block.kind() == Kind.GAP) {
                continue;
            }
            if (block.cells().size() > 1) {
                page.append("<table><tr>");
                block.cells().forEach(c -> page.append("<td>").append(plain(c)).append("</td>"));
                page.append("</tr></table>");
            } else {
                page.append('<').append(tag).append('>').append(plain(block.text()));
                page.append("</").append(tag).append('>');
            }
        }
        return page.append("</body></html>").toString();
    }

    private static byte[] docx(List<Block> blocks) {
        StringBuilder body = new StringBuilder();
        for (Block block : blocks) {
            if (block.cells().size() > 2) {
                body.append("<w:tbl><w:tr>");
                for (String cell : block.cells()) {
                    body.append("<w:tc>").append(paragraph(cell)).append("</w:tc>");
                }
                body.append("</w:tr></w:tbl>");
            } else {
                body.append(paragraph((block.kind() == Kind.BULLET ? "• " : "") + block.text()));
            }
        }
        return Samples.docx("", body.toString());
    }

    private static String paragraph(String words) {
        String runs = plain(words).replace("\t", "</w:t><w:tab/><w:t xml:space=\"preserve\">");
        return "<w:p><w:r><w:t xml:space=\"preserve\">" + runs + "</w:t></w:r></w:p>";
    }

    private static String plain(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}
