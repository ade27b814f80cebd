package dev.matchmill.readers.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Text of a PDF by the places of its glyphs: columns one after the other, upright text before
 * turned text, heads and feet of pages once, hidden text left out. Scripts, XFA, attachments and
 * outside references are never touched.
 */
final class PdfText {

    static {
        FontMappers.set(new ShippedFont());
    }

    /** No resume has a tenth of it, and looking for a page takes longer the more there are. */
    private static final int MOST_PAGES = 500;

    private final List<List<List<Word>>> upright = new ArrayList<>();
    private final List<List<List<List<Word>>>> turned = new ArrayList<>();
    private final Set<String> links = new LinkedHashSet<>();
    private int glyphs;
    private int fullPagePictures;
    private int hidden;
    private boolean pictures;

    private PdfText() {}

    /**
     * @throws IOException when the file is broken or needs a password
     */
    static RawText read(byte[] content, int maxCharacters) throws IOException {
        try (PDDocument document = Loader.loadPDF(content)) {
            int pageCount = document.getNumberOfPages();
            if (pageCount == 0) {
                throw new IOException("no pages");
            }
            FormValues.fill(document);
            PdfText text = new PdfText();
            int at = 0;
            int pages = Math.min(pageCount, MOST_PAGES);
            for (; at < pages && text.glyphs <= maxCharacters; at++) {
                text.addPage(document, document.getPage(at), maxCharacters);
            }
            return new RawText(
                    Hyphens.joined(text.joined()),
                    pageCount,
                    at < pageCount,
                    List.copyOf(text.links),
                    text.fullPagePictures,
                    text.pictures,
                    text.hidden);
        }
    }

    private void addPage(PDDocument document, PDPage page, int maxCharacters) throws IOException {
        var layers = document.getDocumentCatalog().getOCProperties();
        PageReading reading = new PageReading(page, layers, maxCharacters);
        reading.read();
        SortedMap<Integer, List<Glyph>> read = reading.toRead();
        List<RuledTable> tables = RuledTable.rows(reading.rules());
        upright.add(PageLayout.rows(read.getOrDefault(0, List.of()), tables));
        read.remove(0);
        turned.add(read.values().stream().map(PageWords::rows).toList());
        glyphs += read.values().stream().mapToInt(List::size).sum();
        glyphs += upright.getLast().stream().mapToInt(PdfText::letters).sum();
        fullPagePictures += reading.isFullPagePicture() ? 1 : 0;
        pictures |= reading.hasPicture();
        hidden += reading.hiddenCount();
        PageNotes.addLinks(page, links);
    }

    private static int letters(List<Word> row) {
        return row.stream().mapToInt(word -> word.text().length() + 1).sum();
    }

    private String joined() {
        StringBuilder text = new StringBuilder();
        List<List<Word>> feet = new ArrayList<>();
        List<List<List<Word>>> pages = RunningLines.removed(upright, feet);
        for (int page = 0; page < pages.size(); page++) {
            append(PageLayout.text(pages.get(page)), text);
            turned.get(page).forEach(rows -> append(PageLayout.text(rows), text));
        }
        append(PageLayout.text(feet), text);
        return text.toString();
    }

    /** A sentence that runs on to the next page stays one paragraph. */
    private static void append(String part, StringBuilder text) {
        if (part.isBlank()) {
            return;
        }
        if (!text.isEmpty()) {
            char last = text.charAt(text.length() - 1);
            boolean open = Character.isLowerCase(last) || last == ',' || last == '-';
            boolean runsOn = open && Character.isLowerCase(part.charAt(0));
            text.append(runsOn ? "\n" : "\n\n");
        }
        text.append(part);
    }
}
