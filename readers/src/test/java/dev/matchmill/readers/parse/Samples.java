package dev.matchmill.readers.parse;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** One fictional resume in every format, and documents that mean harm. */
public final class Samples {

    /** What every format of the resume should give, line by line. */
    public static final List<String> LINES =
            List.of(
                    "Mara Lindqvist",
                    "mara.lindqvist@example.org",
                    "Experience",
                    "Senior Baker at Gröna Bageriet, 2019 to 2024",
                    "• Led a team of nine bakers",
                    "• Café menus – sourdough and rye",
                    "Education",
                    "Diploma in Food Technology, 2012");

    private static final String CONTENT_TYPES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
            </Types>
            """;

    private static final String RELATIONS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
            </Relationships>
            """;

    private Samples() {}

    /** Drawing on one page. */
    public interface Drawing {
        void draw(PDDocument document, PDPageContentStream page) throws IOException;
    }

    /** A PDF of one page. */
    public static byte[] pdf(Drawing drawing) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                drawing.draw(document, content);
            }
            return bytes(document);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** Lines of text, 14 points apart. */
    public static void lines(
            PDPageContentStream page, float x, float y, float size, List<String> lines)
            throws IOException {
        float at = y;
        for (String line : lines) {
            page.beginText();
            page.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size);
            page.newLineAtOffset(x, at);
            page.showText(line);
            page.endText();
            at -= 14;
        }
    }

    public static byte[] pdf() {
        return pdf((_, page) -> lines(page, 60, 760, 10, LINES));
    }

    public static byte[] encryptedPdf() {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return bytes(document);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static byte[] scan() {
        return pdf((document, page) -> {
            BufferedImage image = new BufferedImage(200, 280, BufferedImage.TYPE_INT_RGB);
            image.setRGB(10, 10, Color.RED.getRGB());
            page.drawImage(LosslessFactory.createFromImage(document, image), 0, 0, 595, 842);
        });
    }

    public static byte[] docx() {
        StringBuilder body = new StringBuilder();
        for (String line : LINES) {
            body.append("<w:p><w:r><w:t>").append(line).append("</w:t></w:r></w:p>");
        }
        return docx("", body.toString());
    }

    /** A docx with this body; {@code prolog} stands before the root element. */
    public static byte[] docx(String prolog, String body) {
        String document =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + prolog
                        + "<w:document"
                        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                        + body
                        + "</w:body></w:document>";
        return zip(
                List.of(
                        Map.entry("[Content_Types].xml", CONTENT_TYPES.strip()),
                        Map.entry("_rels/.rels", RELATIONS.strip()),
                        Map.entry("word/document.xml", document)));
    }

    /**
     * A docx with more parts, each related to the body.
     *
     * @param parts XML by a name whose letters are the type: {@code header1}, {@code styles}
     */
    public static byte[] docx(String body, Map<String, String> parts) {
        StringBuilder relations =
                new StringBuilder(
                        "<Relationships"
                            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        entries.add(Map.entry("[Content_Types].xml", CONTENT_TYPES.strip()));
        entries.add(Map.entry("_rels/.rels", RELATIONS.strip()));
        entries.add(
                Map.entry(
                        "word/document.xml",
                        "<w:document"
                            + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                                + body
                                + "</w:body></w:document>"));
        parts.forEach((name, xml) -> {
            relations
                    .append("<Relationship Id=\"")
                    .append(name)
                    .append(
                            "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/")
                    .append(name.replaceAll("\\d", ""))
                    .append("\" Target=\"")
                    .append(name)
                    .append(".xml\"/>");
            entries.add(Map.entry("word/" + name + ".xml", xml));
        });
        entries.add(
                Map.entry(
                        "word/_rels/document.xml.rels",
                        relations.append("</Relationships>").toString()));
        return zip(entries);
    }

    public static byte[] odt() {
        StringBuilder body = new StringBuilder();
        for (String line : LINES) {
            body.append("<text:p>").append(line).append("</text:p>");
        }
        return odt("", body.toString());
    }

    public static byte[] odt(String prolog, String body) {
        return odt(prolog, "", body);
    }

    /** An odt with these automatic styles and this body. */
    public static byte[] odt(String prolog, String styles, String body) {
        String content =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + prolog
                        + "<office:document-content"
                        + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                        + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                        + " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                        + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
                        + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
                        + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
                        + styles
                        + "<office:body><office:text>"
                        + body
                        + "</office:text></office:body></office:document-content>";
        return zip(
                List.of(
                        Map.entry("mimetype", "application/vnd.oasis.opendocument.text"),
                        Map.entry("content.xml", content)));
    }

    public static byte[] rtf() {
        StringBuilder out =
                new StringBuilder("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 ");
        for (String line : LINES) {
            line.chars()
                    .forEach(sign -> {
                        if (sign < 128) {
                            out.append((char) sign);
                        } else {
                            out.append("\\u").append(sign).append('?');
                        }
                    });
            out.append("\\par\n");
        }
        return out.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] html() {
        StringBuilder out =
                new StringBuilder("<!DOCTYPE html><html><head><title>no</title>")
                        .append("<meta charset='utf-8'><style>p{}</style></head><body>");
        LINES.forEach(line ->
                out.append(
                        line.startsWith("•")
                                ? "<ul><li>" + line.substring(2) + "</li></ul>"
                                : "<p>" + line + "</p>"));
        return out.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A zip of texts in this order. */
    public static byte[] zip(List<Map.Entry<String, String>> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    /** A docx of half a megabyte that inflates to {@code megabytes}. */
    public static byte[] bomb(int megabytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(CONTENT_TYPES.strip().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            for (int at = 0; at < megabytes; at++) {
                zip.write(zeros);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }
}
