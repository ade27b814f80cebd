package dev.matchmill.readers.parse;

import static dev.matchmill.migrations.type.RejectionReason.ARCHIVE_BOMB;
import static dev.matchmill.migrations.type.RejectionReason.CORRUPT;
import static dev.matchmill.migrations.type.RejectionReason.ENCRYPTED;
import static dev.matchmill.migrations.type.RejectionReason.TOO_DEEP;

import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
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

    public ContentParser(ParseLimits limits) {
        this.limits = limits;
        this.guard = new ContentGuard(limits);
    }

    @Override
    public ParseOutcome parse(byte[] content, String fileName) {
        var refused = guard.check(content);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (detection.detect(content, fileName)) {
            case TypeDetection.Detected.Refused(var outcome) -> outcome;
            case TypeDetection.Detected.Allowed(var format) -> read(format, content);
        };
    }

    private ParseOutcome read(Format format, byte[] content) {
        try {
            return judge(format, raw(format, content));
        } catch (StackOverflowError tooDeep) {
            return new RefusedDocument(TOO_DEEP, format.mediaType());
        } catch (IOException | SAXException | TikaException | RuntimeException thrown) {
            return refusal(format, thrown);
        } catch (LinkageError | AssertionError broken) {
            return new RefusedDocument(CORRUPT, format.mediaType());
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
            case DOC, ODT, MAIL, OUTLOOK -> markup.read(format, content, limits);
        };
    }

    private ParseOutcome judge(Format format, RawText raw) {
        String clean = TextCleaner.clean(raw.text());
        var refused = TextQuality.check(clean, raw.fullPagePictures(), raw.pictures());
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean truncated = raw.cut() || clean.length() > limits.maxCharacters();
        String text = TextCleaner.cut(clean, limits.maxCharacters());
        return new ParsedDocument(
                format.mediaType(),
                text,
                raw.pageCount(),
                truncated,
                raw.linkTargets(),
                LanguageGuess.of(text));
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
