package dev.matchmill.readers.measure;

import dev.matchmill.readers.measure.Block.Kind;
import dev.matchmill.readers.parse.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Draws a resume on one page: in one column, or with a narrow one at the left. */
final class PdfPage {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float TOP = 800;
    private static final float LEFT = 40;
    private static final float RIGHT = 560;
    private static final float ASIDE = 180;
    // Dates, title, company.
    private static final float[] STOPS = {0, 0.32f, 0.66f};

    private final PDPageContentStream page;
    private final PDFont font;

    private PdfPage(PDPageContentStream page, PDFont font) {
        this.page = page;
        this.font = font;
    }

    static byte[] draw(GeneratedResume resume) {
        return Samples.pdf((document, content) -> {
            PdfPage page = new PdfPage(content, font(document));
            if (resume.hasAside()) {
                page.column(LEFT, ASIDE - 15, resume.blocks().stream().filter(Block::aside));
                page.column(ASIDE, RIGHT, resume.blocks().stream().filter(b -> !b.aside()));
            } else {
                page.column(LEFT, RIGHT, resume.blocks().stream());
            }
        });
    }

    private static PDFont font(PDDocument document) throws IOException {
        try (InputStream in = PDFont.class.getResourceAsStream(FONT)) {
            return PDType0Font.load(document, in);
        }
    }

    private void column(float left, float right, Stream<Block> blocks) throws IOException {
        float y = TOP;
        for (Block block : blocks.toList()) {
            float size = block.kind() == Kind.NAME ? 18 : block.kind() == Kind.HEADING ? 12 : 9;
            y -= block.kind() == Kind.HEADING ? 8 : block.kind() == Kind.NAME ? 10 : 0;
            if (block.cells().size() > 1 && !block.aside()) {
                y = row(block.cells(), left, right, y, size);
                continue;
            }
            float indent = block.kind() == Kind.BULLET ? 10 : 0;
            if (block.kind() == Kind.BULLET) {
                show("•", left, y, size);
            }
            for (String line :
                    wrapped(block.text().replace("\t", ", "), right - left - indent, size)) {
                show(line, left + indent, y, size);
                y -= size * 1.35f;
            }
        }
    }

    /** Two cells: the second ends at the margin. Three: columns of a table, in letters that fit. */
    private float row(List<String> cells, float left, float right, float y, float usual)
            throws IOException {
        float size = usual;
        for (int at = 0; at + 1 < cells.size(); at++) {
            float next =
                    cells.size() == 2
                            ? right - left - width(cells.get(1), usual)
                            : (right - left) * (STOPS[at + 1] - STOPS[at]);
            size = Math.min(size, usual * (next - 30) / Math.max(1, width(cells.get(at), usual)));
        }
        for (int at = 0; at < cells.size(); at++) {
            String cell = cells.get(at);
            float x =
                    cells.size() == 2 && at == 1
                            ? right - width(cell, size)
                            : left + (right - left) * STOPS[at];
            show(cell, x, y, size);
        }
        return y - size * 1.35f;
    }

    private List<String> wrapped(String text, float room, float size) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line + " " + word, size) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String words, float size) throws IOException {
        return font.getStringWidth(words) / 1000 * size;
    }

    private void show(String words, float x, float y, float size) throws IOException {
        if (words.isBlank()) {
            return;
        }
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, y);
        page.showText(words);
        page.endText();
    }
}
