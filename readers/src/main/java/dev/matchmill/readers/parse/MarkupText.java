package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The XHTML events of a Tika parser to lines: one per block, list item and table row; cells as
 * {@link TableRow} says. Bounded in depth and in characters.
 */
final class MarkupText extends DefaultHandler {

    /** More text than may be taken: what was taken so far stays. */
    static final class Full extends SAXException {}

    /** Nested more deeply than the limit. */
    static final class TooDeep extends SAXException {}

    private static final Set<String> BLOCKS =
            Set.of(
                    ("address article aside blockquote body dd div dl dt figure footer form h1 h2"
                         + " h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot"
                         + " thead ul")
                            .split(" ", -1));

    private static final Set<String> SILENT =
            Set.of("script", "style", "title", "head", "template", "noscript", "object");

    private final int maxCharacters;
    private final int maxDepth;
    private final boolean webPage;
    private final Set<String> links = new LinkedHashSet<>();
    private final Deque<LineBuffer> targets = new ArrayDeque<>();
    private final Deque<List<String>> rows = new ArrayDeque<>();
    private final HiddenStyle styles;
    private int depth;
    private int silent;
    private int preformatted;
    private int characters;
    private int hidden;
    private boolean hiding;
    private boolean picture;
    private boolean full;

    /**
     * @param webPage whether white space in the source means nothing
     */
    MarkupText(int maxCharacters, int maxDepth, boolean webPage) {
        this(maxCharacters, maxDepth, webPage, StyleSheet.NONE);
    }

    MarkupText(int maxCharacters, int maxDepth, boolean webPage, StyleSheet sheet) {
        this.webPage = webPage;
        this.styles = new HiddenStyle(sheet);
        this.maxCharacters = maxCharacters;
        this.maxDepth = maxDepth;
        targets.push(new LineBuffer());
    }

    RawText result(int pageCount) {
        while (targets.size() > 1) {
            endCell();
        }
        return new RawText(
                target().toString(), pageCount, full, List.copyOf(links), 0, picture, hidden);
    }

    private LineBuffer target() {
        return targets.element();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes)
            throws SAXException {
        if (++depth > maxDepth) {
            throw new TooDeep();
        }
        String name = localName.toLowerCase(Locale.ROOT);
        if (styles.spreads() && !target().isAtLineStart()) {
            target().append("\t");
        }
        boolean gone = styles.enter(name, attributes);
        if (silent > 0 || SILENT.contains(name) || gone) {
            hiding = silent == 0 ? gone : hiding;
            silent++;
        }
        switch (name) {
            case "tr" -> {
                target().newLine();
                rows.push(new ArrayList<>());
            }
            case "td", "th" -> targets.push(new LineBuffer());
            case "br" -> target().append("\n");
            case "img" -> picture |= silent == 0;
            case "a" -> link(attributes);
            case "li" -> {
                target().newLine();
                target().append(TextCleaner.BULLET + " ");
            }
            case "pre" -> {
                target().newLine();
                preformatted++;
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" -> target().emptyLine();
            default -> block(name);
        }
    }

    /** Counts text that is left out because nobody sees it. */
    void hide(String text) {
        hidden += (int) text.codePoints().filter(sign -> !Character.isWhitespace(sign)).count();
    }

    private void link(Attributes attributes) {
        String target = attributes.getValue("href");
        if (target != null && silent == 0) {
            LinkTargets.add(target, links);
        }
    }

    private void block(String name) {
        if (BLOCKS.contains(name)) {
            target().newLine();
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        depth--;
        styles.leave();
        String name = localName.toLowerCase(Locale.ROOT);
        switch (name) {
            case "tr" -> endRow();
            case "td", "th" -> endCell();
            case "pre" -> preformatted--;
            case "p" -> endParagraph();
            case "ul", "ol", "table" -> {
                if (webPage) {
                    target().emptyLine();
                } else {
                    target().newLine();
                }
            }
            default -> block(name);
        }
        if (silent > 0) {
            silent--;
        }
    }

    /** Web pages set paragraphs apart; in a letter an empty paragraph does that. */
    private void endParagraph() {
        if (webPage) {
            target().emptyLine();
        } else if (target().isAtLineStart()) {
            target().append("\n");
        } else {
            target().newLine();
        }
    }

    private void endCell() {
        if (targets.size() > 1) {
            String cell = target().toString().strip();
            targets.pop();
            if (!rows.isEmpty()) {
                rows.element().add(cell);
            } else {
                target().append(cell + "\n");
            }
        }
    }

    private void endRow() {
        if (!rows.isEmpty()) {
            List<String> cells = rows.pop().stream().filter(cell -> !cell.isEmpty()).toList();
            target().append(TableRow.of(cells) + "\n");
        }
    }

    /** What the parser adds for looks: our own lines come from the elements. */
    @Override
    public void ignorableWhitespace(char[] text, int start, int length) {
        for (int at = start; at < start + length; at++) {
            if (text[at] == '\n' && silent == 0) {
                target().newLine();
            }
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (silent > 0 || styles.isUnseen()) {
            if (silent == 0 || hiding) {
                hide(new String(text, start, length));
            }
            return;
        }
        characters += length;
        if (characters > maxCharacters) {
            full = true;
            throw new Full();
        }
        if (webPage && preformatted == 0) {
            target().flow(text, start, length);
        } else {
            target().append(text, start, length);
        }
    }
}
