package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/**
 * OpenDocument text to the elements of {@link MarkupText}: paragraphs, lists, tables, frames where
 * they are anchored, links. Left out: deleted text, comments, page numbers, text that is hidden,
 * tiny, or white where nothing behind it is coloured.
 */
final class OdtText extends DefaultHandler {

    private static final Set<String> SKIPPED =
            Set.of(
                    "tracked-changes",
                    "annotation",
                    "page-number",
                    "page-count",
                    "note-citation",
                    "hidden-text",
                    "hidden-paragraph",
                    "title",
                    "desc",
                    "sequence-decls",
                    "forms");

    /** What an open element says to those in it. */
    private record Look(boolean hidden, boolean white, boolean coloured) {}

    private final MarkupText out;
    private final OdtStyles styles;
    private final boolean onlyEdges;
    private final Deque<Look> looks = new ArrayDeque<>();
    private int skipped;
    private int edges;
    private int paragraphs;

    /**
     * @param onlyEdges whether headers and footers are read and nothing else
     */
    OdtText(MarkupText out, OdtStyles styles, boolean onlyEdges) {
        this.out = out;
        this.styles = styles;
        this.onlyEdges = onlyEdges;
        looks.push(new Look(false, false, styles.isPainted()));
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes)
            throws SAXException {
        if (skipped > 0 || SKIPPED.contains(name)) {
            skipped++;
            return;
        }
        looks.push(look(name, attributes));
        edges += isEdge(qName) ? 1 : 0;
        switch (name) {
            case "p", "h" -> {
                paragraphs++;
                element(name.equals("h") ? "h1" : "p");
            }
            case "list-item" -> element("li");
            case "table" -> element("table");
            case "table-row" -> element("tr");
            case "table-cell" -> element("td");
            case "tab" -> text("\t");
            case "line-break" -> text("\n");
            case "s" -> text(" ");
            case "image" -> {
                element("img");
                end("img");
            }
            case "a" -> link(ZipParts.value(attributes, "href"));
            default -> {}
        }
    }

    private static boolean isEdge(String qName) {
        return qName.matches("style:(?:header|footer)(?:-left|-first)?");
    }

    private Look look(String name, Attributes attributes) {
        Look outer = looks.element();
        String style = ZipParts.value(attributes, "style-name");
        if (style.isEmpty()) {
            return outer;
        }
        // A shape is anchored in a paragraph, but doesn't take its looks.
        boolean box = name.equals("text-box") || name.equals("custom-shape");
        Optional<Boolean> hidden = styles.hidden(style);
        Optional<Boolean> white = styles.white(style);
        return new Look(
                hidden.orElse(outer.hidden),
                white.orElse(outer.white),
                outer.coloured || box || styles.isColoured(style));
    }

    private void link(String target) throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        attributes.addAttribute("", "href", "href", "CDATA", target);
        out.startElement("", "a", "a", attributes);
        out.endElement("", "a", "a");
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
        if (skipped > 0) {
            skipped--;
            return;
        }
        looks.pop();
        edges -= isEdge(qName) ? 1 : 0;
        switch (name) {
            case "p", "h" -> {
                paragraphs--;
                end(name.equals("h") ? "h1" : "p");
            }
            case "list-item" -> end("li");
            case "table" -> end("table");
            case "table-row" -> end("tr");
            case "table-cell" -> end("td");
            default -> {}
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (skipped == 0 && paragraphs > 0) {
            text(new String(text, start, length).replaceAll("[\\n\\r\\t]+ *", " "));
        }
    }

    private void text(String text) throws SAXException {
        if (onlyEdges && edges == 0) {
            return;
        }
        Look look = looks.element();
        if (look.hidden || (look.white && !look.coloured)) {
            out.hide(text);
        } else {
            out.characters(text.toCharArray(), 0, text.length());
        }
    }

    private void element(String name) throws SAXException {
        if (!onlyEdges || edges > 0) {
            out.startElement("", name, name, new AttributesImpl());
        }
    }

    private void end(String name) {
        if (!onlyEdges || edges > 0) {
            out.endElement("", name, name);
        }
    }
}
