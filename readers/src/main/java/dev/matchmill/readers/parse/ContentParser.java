package dev.matchmill.readers.parse;

import static dev.matchmill.migrations.type.RejectionReason.ARCHIVE_BOMB;
import static dev.matchmill.migrations.type.RejectionReason.CORRUPT;
import static dev.matchmill.migrations.type.RejectionReason.ENCRYPTED;
import static dev.matchmill.migrations.type.RejectionReason.NEEDS_OCR;
import static dev.matchmill.migrations.type.RejectionReason.TOO_DEEP;

import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.OldFileFormatException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.xml.sax.SAXException;

/**
 * Parses in the calling thread: guard, detect, read, clean, judge. Whatever a parser throws about a
 * document becomes its reason. Time and heap are bounded by whoever runs it: documents of strangers
 * go through the sandbox. Thread-safe.
 */
public final class ContentParser implements DocumentParser {

    /** How the JDK's XML reader begins to say that elements are nested too deeply. */
    private static final String XML_DEPTH = "jaxp00010006";

    private final ParseLimits limits;
    private final ContentGuard guard;
    private final TypeDetection detection = new TypeDetection();
    private final MarkupReader markup = new MarkupReader();
    private final ScanReader scans;

    /** Without text recognition. */
    public ContentParser(ParseLimits limits) {
        this(limits, OcrSettings.off());
    }

    public ContentParser(ParseLimits limits, OcrSettings ocr) {
        this.limits = limits;
        this.guard = new ContentGuard(limits);
        this.scans = new ScanReader(ocr);
    }

    @Override
    public ParseOutcome parse(byte[] content, String fileName) {
        var refused = guard.check(content);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (detection.detect(content, fileName)) {
            case TypeDetection.Detected.Refused(var outcome) ->
                    scans.reads(outcome.detail()) ? picture(content, outcome.detail()) : outcome;
            case TypeDetection.Detected.Allowed(var format) -> read(format, content);
        };
    }

    private ParseOutcome read(Format format, byte[] content) {
        try {
            ParseOutcome outcome = judge(format.mediaType(), raw(format, content));
            return needsRecognition(format, outcome) ? recognized(content, outcome) : outcome;
        } catch (StackOverflowError tooDeep) {
            return new RefusedDocument(TOO_DEEP, format.mediaType());
        } catch (IOException | SAXException | TikaException | RuntimeException thrown) {
            return refusal(format, thrown);
        } catch (LinkageError | AssertionError broken) {
            return new RefusedDocument(CORRUPT, format.mediaType());
        }
    }

    private static boolean needsRecognition(Format format, ParseOutcome outcome) {
        return format == Format.PDF
                && outcome instanceof RefusedDocument(var reason, _)
                && reason == NEEDS_OCR;
    }

    private ParseOutcome recognized(byte[] content, ParseOutcome without) {
        try {
            return scans.pdf(content)
                    .map(raw -> judge(Format.PDF.mediaType(), raw))
                    .orElse(without);
        } catch (IOException | RuntimeException failed) {
            return new RefusedDocument(NEEDS_OCR, "text recognition failed");
        }
    }

    private ParseOutcome picture(byte[] content, String mediaType) {
        try {
            return judge(mediaType, scans.picture(content));
        } catch (IOException | RuntimeException failed) {
            return new RefusedDocument(NEEDS_OCR, "text recognition failed");
        }
    }

    private RawText raw(Format format, byte[] content)
            throws IOException, SAXException, TikaException {
        return switch (format) {
            case PDF -> PdfText.read(content, limits.maxCharacters());
            case TEXT -> PlainText.read(content);
            case RTF -> {
                if (RtfDepth.exceeds(content, limits.maxDepth())) {
                    throw new MarkupText.TooDeep();
                }
                yield markup.read(format, content, limits);
            }
            case HTML -> {
                if (HtmlDepth.exceeds(content, limits.maxDepth())) {
                    throw new MarkupText.TooDeep();
                }
                yield markup.read(format, content, limits);
            }
            case DOCX -> DocxPackage.read(content, limits);
            case ODT -> OdtPackage.read(content, limits);
            case DOC -> word(content);
            case MAIL, OUTLOOK -> markup.read(format, content, limits);
        };
    }

    /** Word 6 and 95 have a reader of their own. */
    private RawText word(byte[] content) throws IOException, SAXException, TikaException {
        try {
            return DocText.read(content, limits.maxCharacters());
        } catch (OldFileFormatException old) {
            return markup.read(Format.DOC, content, limits);
        }
    }

    private ParseOutcome judge(String mediaType, RawText raw) {
        String cleaned = TextCleaner.clean(raw.text());
        var refused = TextQuality.check(cleaned, raw.fullPagePictures(), raw.pictures());
        if (refused.isPresent()) {
            return refused.get();
        }
        String clean = TextCleaner.legible(cleaned);
        boolean truncated = raw.cut() || clean.length() > limits.maxCharacters();
        String text = TextCleaner.cut(clean, limits.maxCharacters());
        return new ParsedDocument(
                mediaType,
                text,
                raw.pageCount(),
                truncated,
                raw.linkTargets(),
                LanguageGuess.of(text),
                raw.hiddenCharacters());
    }

    private static RefusedDocument refusal(Format format, Exception thrown) {
        String detail = format.mediaType();
        if (MarkupReader.causedBy(thrown, MarkupText.TooDeep.class)
                || MarkupReader.causedBy(thrown, StackOverflowError.class)
                || says(thrown, XML_DEPTH)) {
            return new RefusedDocument(TOO_DEEP, detail);
        }
        if (MarkupReader.causedBy(thrown, InvalidPasswordException.class)
                || MarkupReader.causedBy(thrown, EncryptedDocumentException.class)
                || MarkupReader.causedBy(thrown, org.apache.poi.EncryptedDocumentException.class)) {
            return new RefusedDocument(ENCRYPTED, detail);
        }
        // PDFBox has no type for a document that is encrypted for the owner of a certificate.
        if (says(thrown, "decryption material")) {
            return new RefusedDocument(ENCRYPTED, detail);
        }
        return new RefusedDocument(says(thrown, "zip bomb") ? ARCHIVE_BOMB : CORRUPT, detail);
    }

    private static boolean says(Throwable thrown, String words) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            String message = cause.getMessage();
            if (message != null && message.toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    @Override
    public void close() {}
}
