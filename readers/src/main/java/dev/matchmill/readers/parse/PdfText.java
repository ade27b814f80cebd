package dev.matchmill.readers.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/**
 * Text of a PDF by the places of its glyphs: columns one after the other, upright text before
 * turned text, hidden text left out. Scripts, XFA, attachments and outside references are never
 * touched.
 */
final class PdfText {

    static {
        FontMappers.set(new ShippedFont());
    }

    /** No resume has a tenth of it, and looking for a page takes longer the more there are. */
    private static final int MOST_PAGES = 500;

    private PdfText() {}

    /**
     * @throws IOException when the file is broken or needs a password
     */
    static RawText read(byte[] content, int maxCharacters) throws IOException {
        try (PDDocument document = Loader.loadPDF(content)) {
            StringBuilder text = new StringBuilder();
            Set<String> links = new LinkedHashSet<>();
            int fullPagePictures = 0;
            boolean pictures = false;
            int pageCount = document.getNumberOfPages();
            if (pageCount == 0) {
                throw new IOException("no pages");
            }
            int at = 0;
            int pages = Math.min(pageCount, MOST_PAGES);
            for (; at < pages && text.length() <= maxCharacters; at++) {
                PDPage page = document.getPage(at);
                PageReading reading = new PageReading(page, maxCharacters);
                reading.read();
                append(reading, text);
                fullPagePictures += reading.isFullPagePicture() ? 1 : 0;
                pictures |= reading.hasPicture();
                addLinks(page, links);
            }
            return new RawText(
                    Hyphens.joined(text.toString()),
                    pageCount,
                    at < pageCount,
                    List.copyOf(links),
                    fullPagePictures,
                    pictures);
        }
    }

    private static void append(PageReading reading, StringBuilder text) {
        reading.glyphs()
                .values()
                .forEach(glyphs -> {
                    String part = PageLayout.text(PageWords.rows(glyphs));
                    if (!part.isBlank()) {
                        text.append(text.isEmpty() ? "" : "\n\n").append(part);
                    }
                });
    }

    private static void addLinks(PDPage page, Set<String> links) throws IOException {
        List<PDAnnotation> annotations = new ArrayList<>(page.getAnnotations());
        for (PDAnnotation annotation : annotations) {
            if (annotation instanceof PDAnnotationLink link
                    && link.getAction() instanceof PDActionURI action
                    && action.getURI() != null) {
                LinkTargets.add(action.getURI(), links);
            }
        }
    }
}
