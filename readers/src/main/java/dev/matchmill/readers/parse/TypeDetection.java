package dev.matchmill.readers.parse;

import static dev.matchmill.migrations.type.RejectionReason.CORRUPT;
import static dev.matchmill.migrations.type.RejectionReason.ENCRYPTED;
import static dev.matchmill.migrations.type.RejectionReason.UNSUPPORTED_TYPE;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/**
 * What a document is, from its bytes. The name decides among kinds of plain text only, where there
 * is no signature. Thread-safe.
 */
final class TypeDetection {

    /** Which way a document goes. */
    sealed interface Detected {
        record Allowed(Format format) implements Detected {}

        record Refused(RefusedDocument outcome) implements Detected {}
    }

    private static final int PDF_HEADER_WINDOW = 1_024;
    private static final int MAX_DIRECTORY = 10_000;
    private static final int HEAD_BYTES = 65_536;
    private static final String DOCX_PART = "wordprocessingml.document.main+xml";
    private static final String DOTX_PART = "wordprocessingml.template.main+xml";

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    Detected detect(byte[] content, String fileName) {
        if (ZipDirectory.isZip(content)) {
            return zip(content);
        }
        if (FileMagic.valueOf(content) == FileMagic.OLE2) {
            return compound(content);
        }
        String type = byContent(content);
        return switch (type) {
            case "application/pdf" -> readable(Format.PDF);
            case "application/rtf", "text/rtf" -> readable(Format.RTF);
            case "text/html", "application/xhtml+xml" -> readable(Format.HTML);
            case "message/rfc822" ->
                    readable(extension(fileName).startsWith("htm") ? Format.HTML : Format.MAIL);
            case "text/plain" -> plain(content, fileName);
            case "application/octet-stream" -> unknown(content, type);
            default -> type.startsWith("text/") ? plain(content, fileName) : unknown(content, type);
        };
    }

    private String byContent(byte[] content) {
        return byTika(content, new Metadata());
    }

    private String byTika(byte[] content, Metadata metadata) {
        try {
            return types.detect(new ByteArrayInputStream(content), metadata)
                    .getBaseType()
                    .toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Detected unknown(byte[] content, String type) {
        // Viewers accept a header that starts late; a file with another signature is that other.
        boolean bare = type.equals("application/octet-stream");
        if (bare && pdfHeader(content)) {
            return readable(Format.PDF);
        }
        if (bare && (PlainText.looksLikeUtf16(content) || PlainText.looksLikeLegacy(content))) {
            return readable(Format.TEXT);
        }
        return refused(UNSUPPORTED_TYPE, type);
    }

    private static boolean pdfHeader(byte[] content) {
        int window = Math.min(content.length, PDF_HEADER_WINDOW);
        return new String(content, 0, window, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private Detected plain(byte[] content, String fileName) {
        if (pdfHeader(content)) {
            return readable(Format.PDF);
        }
        if (json(content)) {
            return refused(UNSUPPORTED_TYPE, "application/json");
        }
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
        String type = byTika(content, named);
        return switch (type) {
            case "text/html", "application/xhtml+xml" -> readable(Format.HTML);
            case "message/rfc822" ->
                    readable(extension(fileName).equals("eml") ? Format.MAIL : Format.TEXT);
            case "text/plain", "text/x-web-markdown" -> readable(Format.TEXT);
            default -> textual(fileName) ? readable(Format.TEXT) : refused(UNSUPPORTED_TYPE, type);
        };
    }

    private static boolean json(byte[] content) {
        int window = Math.min(content.length, PDF_HEADER_WINDOW);
        String head = new String(content, 0, window, StandardCharsets.UTF_8).strip();
        return head.matches("(?s)\\[?\\s*\\{\\s*\".*");
    }

    /** Names under which people save prose; {@code notes.csv} or {@code build.py} are not. */
    private static boolean textual(String fileName) {
        return switch (extension(fileName)) {
            case "txt", "text", "", "doc", "docx", "odt", "pdf", "rtf" -> true;
            default -> false;
        };
    }

    private Detected zip(byte[] content) {
        var directory = ZipDirectory.of(content, MAX_DIRECTORY);
        if (directory.isEmpty()) {
            return brokenZip(content);
        }
        String kind = directory.get().head(content, "mimetype", 100).strip();
        if (kind.startsWith("application/vnd.oasis.opendocument.text")) {
            String manifest = directory.get().head(content, "META-INF/manifest.xml", HEAD_BYTES);
            return manifest.contains("encryption-data")
                    ? refused(ENCRYPTED, Format.ODT.mediaType())
                    : readable(Format.ODT);
        }
        String parts = directory.get().head(content, "[Content_Types].xml", HEAD_BYTES);
        if (parts.contains(DOCX_PART) || parts.contains(DOTX_PART)) {
            return readable(Format.DOCX);
        }
        if (parts.isEmpty() && directory.get().has("word/document.xml")) {
            return refused(CORRUPT, Format.DOCX.mediaType());
        }
        return refused(UNSUPPORTED_TYPE, zipKind(parts, kind));
    }

    private String zipKind(String parts, String kind) {
        if (parts.contains("spreadsheetml")) {
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        }
        if (parts.contains("presentationml")) {
            return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
        }
        if (parts.contains("macroEnabled")) {
            return "application/vnd.ms-word.document.macroenabled.12";
        }
        return isKnown(kind) ? kind : "application/zip";
    }

    /** Anybody may call a container what they like; a name that we know is no text of theirs. */
    private boolean isKnown(String kind) {
        try {
            return types.getRegisteredMimeType(kind) != null;
        } catch (MimeTypeException noType) {
            return false;
        }
    }

    /** Cut off: the local headers still tell what it was. */
    private static Detected brokenZip(byte[] content) {
        int window = Math.min(content.length, HEAD_BYTES);
        String head = new String(content, 0, window, StandardCharsets.ISO_8859_1);
        if (head.contains("ppt/") || head.contains("xl/")) {
            return refused(UNSUPPORTED_TYPE, "application/zip");
        }
        if (head.contains("[Content_Types].xml") || head.contains("word/")) {
            return refused(CORRUPT, Format.DOCX.mediaType());
        }
        if (head.contains("opendocument.text")) {
            return refused(CORRUPT, Format.ODT.mediaType());
        }
        return refused(UNSUPPORTED_TYPE, "application/zip");
    }

    private static Detected compound(byte[] content) {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(content))) {
            DirectoryNode root = files.getRoot();
            if (root.hasEntry("EncryptedPackage")) {
                return refused(ENCRYPTED, "application/x-tika-ooxml-protected");
            }
            if (root.hasEntry("WordDocument")) {
                return readable(Format.DOC);
            }
            if (root.hasEntry("__properties_version1.0")) {
                return readable(Format.OUTLOOK);
            }
            return refused(UNSUPPORTED_TYPE, compoundKind(root));
        } catch (IOException | RuntimeException broken) {
            return refused(CORRUPT, "application/x-tika-msoffice");
        }
    }

    private static String compoundKind(DirectoryNode root) {
        if (root.hasEntry("Workbook") || root.hasEntry("Book")) {
            return "application/vnd.ms-excel";
        }
        return root.hasEntry("PowerPoint Document")
                ? "application/vnd.ms-powerpoint"
                : "application/x-tika-msoffice";
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= fileName.lastIndexOf('/')
                ? ""
                : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static Detected readable(Format format) {
        return new Detected.Allowed(format);
    }

    private static Detected refused(RejectionReason reason, String detail) {
        return new Detected.Refused(new RefusedDocument(reason, detail));
    }
}
