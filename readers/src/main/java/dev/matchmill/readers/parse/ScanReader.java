package dev.matchmill.readers.parse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Scanned pages to text, with what is installed for it; bounded in time, pages and pixels. */
final class ScanReader {

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/tiff");
    private static final float POINTS_PER_INCH = 72;

    /** What Tesseract's makers advise. */
    private static final float DOTS_PER_INCH = 300;

    private final OcrSettings settings;

    ScanReader(OcrSettings settings) {
        this.settings = settings;
    }

    /** Whether documents of this type are read as pictures of a page. */
    boolean reads(String mediaType) {
        return settings.enabled() && PICTURES.contains(mediaType);
    }

    /** The text of a PDF's pages; empty when recognition is off. */
    Optional<RawText> pdf(byte[] content) throws IOException {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        Tesseract tesseract = new Tesseract(settings);
        StringBuilder text = new StringBuilder();
        try (PDDocument document = Loader.loadPDF(content)) {
            PDFRenderer renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            int pages = document.getNumberOfPages();
            int read = 0;
            while (read < Math.min(pages, settings.maxPages()) && tesseract.hasTime()) {
                float dots = dotsPerInch(document.getPage(read).getCropBox());
                append(
                        tesseract.read(renderer.renderImageWithDPI(read, dots, ImageType.GRAY)),
                        text);
                read++;
            }
            return Optional.of(raw(text, pages, read < pages));
        }
    }

    private float dotsPerInch(PDRectangle page) {
        double inches = page.getWidth() / POINTS_PER_INCH * page.getHeight() / POINTS_PER_INCH;
        return (float) Math.min(DOTS_PER_INCH, Math.sqrt(settings.maxPixels() / inches));
    }

    /** The text of a picture file, of all its pages if it has several. */
    RawText picture(byte[] content) throws IOException {
        Tesseract tesseract = new Tesseract(settings);
        StringBuilder text = new StringBuilder();
        try (ImageInputStream input =
                ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                int pages = reader.getNumImages(true);
                int read = 0;
                while (read < Math.min(pages, settings.maxPages()) && tesseract.hasTime()) {
                    append(tesseract.read(small(reader, read)), text);
                    read++;
                }
                return raw(text, pages, read < pages);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Leaves out rows and columns while decoding: a bomb of pixels never gets into memory. */
    private BufferedImage small(ImageReader reader, int page) throws IOException {
        double pixels = (double) reader.getWidth(page) * reader.getHeight(page);
        int step = (int) Math.ceil(Math.sqrt(pixels / settings.maxPixels()));
        ImageReadParam subsampled = reader.getDefaultReadParam();
        subsampled.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
        return reader.read(page, subsampled);
    }

    private static void append(String page, StringBuilder text) {
        text.append(text.isEmpty() ? "" : "\n\n").append(page.strip());
    }

    private static RawText raw(StringBuilder text, int pages, boolean cut) {
        return new RawText(Hyphens.joined(text.toString()), pages, cut, List.of(), 0, true, 0);
    }
}
