package dev.matchmill.readers.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/**
 * WordprocessingML to the elements of {@link MarkupText}: paragraphs, tables, text boxes where they
 * are anchored, links, list items. Left out: deleted text, and text that is hidden, smaller than
 * two points, or white where nothing behind it is coloured.
 */
final class DocxText extends DefaultHandler {

    private static final Set<String> SKIPPED =
            Set.of("Fallback", "del", "moveFrom", "instrText", "sectPr", "tabs");
    private static final Pattern FIELD_LINK = Pattern.compile("HYPERLINK\\s+\"([^\"]{1,500})\"");

    /** Half points. */
    private static final int MIN_SIZE = 4;

    private final MarkupText out;
    private final Map<String, String> links;
    private final int maxDepth;
    private final Deque<Boolean> shadedCells = new ArrayDeque<>();
    private final StringBuilder field = new StringBuilder();
    private int depth;
    private int skipped;
    private int boxes;
    private boolean background;
    private boolean inText;
    private boolean inField;
    private boolean inRunProperties;
    private boolean hiddenRun;
    private boolean whiteRun;
    private boolean shadedRun;
    private boolean shadedParagraph;
    private boolean bullet;

    DocxText(MarkupText out, Map<String, String> links, int maxDepth) {
        this.out = out;
        this.links = links;
        this.maxDepth = maxDepth;
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes)
            throws SAXException {
        if (++depth > maxDepth) {
            throw new MarkupText.TooDeep();
        }
        inField = name.equals("instrText");
        if (skipped > 0 || SKIPPED.contains(name)) {
            skipped++;
            return;
        }
        switch (name) {
            case "p" -> startParagraph();
            case "r" -> {
                hiddenRun = false;
                whiteRun = false;
                shadedRun = false;
            }
            case "rPr" -> inRunProperties = true;
            case "tr" -> element("tr");
            case "tc" -> {
                shadedCells.push(false);
                element("td");
            }
            case "tbl" -> element("table");
            case "t" -> inText = true;
            case "tab", "ptab" -> text("\t");
            case "br", "cr" -> text("\n");
            case "noBreakHyphen" -> text("-");
            case "sym" -> symbol(value(attributes, "char"));
            case "hyperlink" -> link(links.get(value(attributes, "id")));
            case "txbxContent" -> boxes++;
            case "background" -> background = true;
            case "blip", "imagedata" -> {
                element("img");
                end("img");
            }
            default -> property(name, attributes);
        }
    }

    private void startParagraph() throws SAXException {
        bullet = false;
        shadedParagraph = false;
        element("p");
    }

    private void property(String name, Attributes attributes) throws SAXException {
        String value = value(attributes, "val");
        switch (name) {
            case "pStyle" -> style(value);
            case "numId" -> bullet |= !value.equals("0");
            case "shd" -> shade(value(attributes, "fill"));
            case "highlight" -> shadedRun |= inRunProperties && !value.equals("none");
            case "vanish" -> hiddenRun |= inRunProperties && on(value);
            case "color" -> whiteRun |= inRunProperties && value.equalsIgnoreCase("FFFFFF");
            case "sz" -> hiddenRun |= inRunProperties && tiny(value);
            default -> {}
        }
    }

    private void style(String style) throws SAXException {
        if (style.startsWith("Heading") || style.equals("Title")) {
            element("h1");
            end("h1");
        }
        bullet |= style.startsWith("ListBullet");
    }

    private void shade(String fill) {
        boolean coloured =
                !fill.isEmpty() && !fill.equals("auto") && !fill.equalsIgnoreCase("FFFFFF");
        if (!coloured) {
            return;
        }
        if (inRunProperties) {
            shadedRun = true;
        } else {
            shadedParagraph = true;
            if (!shadedCells.isEmpty()) {
                shadedCells.pop();
                shadedCells.push(true);
            }
        }
    }

    private static boolean on(String value) {
        return !value.equals("0") && !value.equals("false") && !value.equals("off");
    }

    private static boolean tiny(String value) {
        return value.length() == 1 && value.charAt(0) < '0' + MIN_SIZE;
    }

    private void symbol(String hex) throws SAXException {
        if (hex.matches("[0-9A-Fa-f]{4}")) {
            text(Character.toString(Integer.parseInt(hex, 16)));
        }
    }

    private void link(@Nullable String target) throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        if (target != null) {
            attributes.addAttribute("", "href", "href", "CDATA", target);
        }
        out.startElement("", "a", "a", attributes);
        out.endElement("", "a", "a");
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
        depth--;
        inField = false;
        if (skipped > 0) {
            skipped--;
            return;
        }
        switch (name) {
            case "p" -> end("p");
            case "rPr" -> inRunProperties = false;
            case "tr" -> end("tr");
            case "tc" -> {
                shadedCells.poll();
                end("td");
            }
            case "tbl" -> end("table");
            case "t" -> inText = false;
            case "txbxContent" -> boxes--;
            case "fldChar" -> fieldLink();
            default -> {}
        }
    }

    /** Older documents write links as the code of a field, in pieces. */
    private void fieldLink() throws SAXException {
        Matcher code = FIELD_LINK.matcher(field);
        if (code.find()) {
            link(code.group(1));
        }
        field.setLength(0);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (inField && field.length() < 2_000) {
            field.append(text, start, length);
        } else if (inText && skipped == 0) {
            text(new String(text, start, length));
        }
    }

    private void text(String text) throws SAXException {
        if (inRunProperties || hiddenRun || (whiteRun && !onColour())) {
            return;
        }
        if (bullet && !text.isBlank()) {
            bullet = false;
            text(TextCleaner.BULLET + " ");
        }
        out.characters(text.toCharArray(), 0, text.length());
    }

    /** Text boxes and pages may be coloured in many ways: there white text counts as visible. */
    private boolean onColour() {
        return background
                || boxes > 0
                || shadedRun
                || shadedParagraph
                || shadedCells.contains(true);
    }

    private void element(String name) throws SAXException {
        out.startElement("", name, name, new AttributesImpl());
    }

    private void end(String name) {
        out.endElement("", name, name);
    }

    /** An attribute by its local name, whatever its prefix; empty when it isn't there. */
    private static String value(Attributes attributes, String name) {
        for (int at = 0; at < attributes.getLength(); at++) {
            if (attributes.getLocalName(at).equals(name)) {
                return attributes.getValue(at);
            }
        }
        return "";
    }
}
