package dev.matchmill.jobs.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Writes lines of plain text as a file of a kind that resumes come in. */
enum ResumeFormat {
    TXT {
        @Override
        byte[] write(String text) {
            return bytes(text);
        }
    },
    HTML {
        @Override
        byte[] write(String text) {
            return bytes("<html><body><pre>" + escaped(text) + "</pre></body></html>");
        }
    },
    EML {
        @Override
        byte[] write(String text) {
            return bytes(
                    """
                    From: a@example.com
                    To: b@example.com
                    Subject: Resume
                    Content-Type: text/plain

                    """
                            + text);
        }
    },
    RTF {
        @Override
        byte[] write(String text) {
            return bytes("{\\rtf1\\ansi " + text.replace("\n", "\\par\n") + "}");
        }
    },
    DOCX {
        @Override
        byte[] write(String text) throws IOException {
            String types = "application/vnd.openxmlformats-package.relationships+xml";
            String document =
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            String packages = "http://schemas.openxmlformats.org/package/2006/";
            String word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put(
                    "[Content_Types].xml",
                    "<Types xmlns='%scontent-types'><Default Extension='rels' ContentType='%s'/><Override PartName='/word/document.xml' ContentType='%s.main+xml'/></Types>"
                            .formatted(packages, types, document));
            parts.put(
                    "_rels/.rels",
                    "<Relationships xmlns='%srelationships'><Relationship Id='r1' Type='%s/officeDocument' Target='word/document.xml'/></Relationships>"
                            .formatted(packages, office));
            parts.put(
                    "word/document.xml",
                    "<w:document xmlns:w='%s'><w:body>%s</w:body></w:document>"
                            .formatted(
                                    word,
                                    paragraphs(text, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>")));
            return zip(parts);
        }
    },
    ODT {
        @Override
        byte[] write(String text) throws IOException {
            String open = "urn:oasis:names:tc:opendocument:xmlns:";
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("mimetype", "application/vnd.oasis.opendocument.text");
            parts.put(
                    "content.xml",
                    "<office:document-content xmlns:office='%soffice:1.0' xmlns:text='%stext:1.0'><office:body><office:text>%s</office:text></office:body></office:document-content>"
                            .formatted(open, open, paragraphs(text, "<text:p>", "</text:p>")));
            return zip(parts);
        }
    },
    PDF {
        @Override
        byte[] write(String text) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (PDDocument document = new PDDocument()) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 10);
                    content.setLeading(12);
                    content.newLineAtOffset(50, 740);
                    for (String line : text.lines().toList()) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
                document.save(bytes);
            }
            return bytes.toByteArray();
        }
    };

    /** The bytes of such a file. */
    abstract byte[] write(String text) throws IOException;

    String fileName() {
        return "sent." + name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String paragraphs(String text, String begin, String end) {
        return text.lines()
                .map(line -> begin + escaped(line) + end)
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(bytes(part.getValue()));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
