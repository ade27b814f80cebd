package dev.matchmill.readers.parse;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.txt.TXTParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The formats that Tika's parsers read well, each parser built once and called by its format, so
 * that nothing else can be. Embedded documents, attachments, macros and pictures are not opened.
 * Thread-safe.
 */
final class MarkupReader {

    private final Parser office = new OfficeParser();
    private final Parser rtf = new RTFParser();
    private final Parser html = new JSoupParser();
    private final Parser mail = new RFC822Parser();
    private final Parser text = new TXTParser();

    RawText read(Format format, byte[] content, ParseLimits limits)
            throws IOException, SAXException, TikaException {
        boolean webPage = format == Format.HTML;
        StyleSheet sheet = webPage ? StyleSheet.of(content) : StyleSheet.NONE;
        MarkupText lines =
                new MarkupText(limits.maxCharacters(), limits.maxDepth(), webPage, sheet);
        if (format != Format.RTF) {
            return read(format, content, lines);
        }
        RtfHiddenText.Seen seen = RtfHiddenText.removed(content);
        RawText raw = read(format, seen.rtf(), lines);
        return raw.withText(RunningLines.withoutPages(RtfTables.rows(raw.text())), seen.hidden());
    }

    private RawText read(Format format, byte[] content, MarkupText lines)
            throws IOException, SAXException, TikaException {
        Metadata metadata = new Metadata();
        try (TikaInputStream stream = TikaInputStream.get(content)) {
            parser(format).parse(stream, lines, metadata, context());
        } catch (SAXException | TikaException stopped) {
            // Parsers wrap what the handler throws, some of them twice.
            if (!causedBy(stopped, MarkupText.Full.class)) {
                throw stopped;
            }
        }
        Integer pages = metadata.getInt(PagedText.N_PAGES);
        return lines.result(pages == null ? 0 : Math.max(0, pages));
    }

    static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private Parser parser(Format format) {
        return switch (format) {
            case DOC, OUTLOOK -> office;
            case RTF -> rtf;
            case HTML -> html;
            case MAIL -> mail;
            case PDF, DOCX, ODT, TEXT ->
                    throw new IllegalArgumentException("read by their own readers: " + format);
        };
    }

    private ParseContext context() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setExtractMacros(false);
        config.setIncludeDeletedContent(false);
        config.setIncludeMoveFromContent(false);
        config.setIncludeShapeBasedContent(true);
        config.setIncludeHeadersAndFooters(true);
        config.setWriteSelectHeadersInBody(false);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, config);
        context.set(EmbeddedDocumentExtractor.class, new BodyOnly());
        // The default mapper drops the attributes that say what a reader can't see.
        context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
        return context;
    }

    /** Lets the text of a mail's own body through, refuses everything that is attached. */
    private final class BodyOnly implements EmbeddedDocumentExtractor {

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY) == null
                    && bodyParser(metadata) != null;
        }

        private @Nullable Parser bodyParser(Metadata metadata) {
            String type = metadata.get(Metadata.CONTENT_TYPE);
            if (type == null) {
                return null;
            }
            if (type.startsWith("text/html")) {
                return html;
            }
            return type.startsWith("text/plain") ? text : null;
        }

        @Override
        public void parseEmbedded(
                InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
                throws SAXException, IOException {
            Parser parser = bodyParser(metadata);
            if (parser == null) {
                return;
            }
            try {
                parser.parse(stream, handler, metadata, context());
            } catch (TikaException broken) {
                throw new IOException("a part of the mail is broken", broken);
            }
        }
    }
}
