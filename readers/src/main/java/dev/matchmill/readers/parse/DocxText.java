package dev.matchmill.readers.parse;

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
 * are anchored, links, list items. Left out: deleted text, page numbers, and what {@link DocxLooks}
 * says nobody sees.
 */
final class DocxText extends DefaultHandler {

    private static final Set<String> SKIPPED =
            Set.of(
                    "Fallback",
                    "del",
                    "moveFrom",
                    "sectPr",
                    "tabs",
                    "delText",
                    "rPrChange",
                    "pPrChange");
    private static final Pattern FIELD_LINK = Pattern.compile("HYPERLINK\\s+\"([^\"]{1,500})\"");
    private static final Pattern PAGE_FIELD =
            Pattern.compile("\\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\\b(?s:.*)");
    private static final int LONGEST_FIELD = 2_000;

    private final MarkupText out;
    private final Map<String, String> links;
    private final DocxStyles styles;
    private final DocxLooks looks;
    private final StringBuilder field = new StringBuilder();
    private int skipped;
    private boolean inText;
    private boolean inField;
    private boolean inPageNumber;
    private boolean bullet;

    /**
     * @param links targets by the ids of relationships
     * @param painted whether shapes behind the text may colour any place
     */
    DocxText(MarkupText out, Map<String, String> links, DocxStyles styles, boolean painted) {
        this.out = out;
        this.links = links;
        this.styles = styles;
        this.looks = new DocxLooks(styles, painted);
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes)
            throws SAXException {
        inField = name.equals("instrText");
        if (skipped > 0 || SKIPPED.contains(name)) {
            skipped++;
            return;
        }
        looks.start(name);
        switch (name) {
            case "p" -> {
                bullet = false;
                element("p");
            }
            case "tr" -> element("tr");
            case "tc" -> element("td");
            case "tbl" -> element("table");
            case "t" -> inText = true;
            // Within properties it is a tab stop.
            case "tab", "ptab" -> text("\t");
            case "br", "cr" -> text("\n");
            case "noBreakHyphen" -> text("-");
            case "sym" -> symbol(ZipParts.value(attributes, "char"));
            case "hyperlink" -> link(links.get(ZipParts.value(attributes, "id")));
            case "hlinkClick" -> link(links.get(ZipParts.value(attributes, "id")));
            case "fldSimple" -> {
                field.append(ZipParts.value(attributes, "instr"));
                fieldResult();
            }
            case "fldChar" -> fieldPart(ZipParts.value(attributes, "fldCharType"));
            case "blip", "imagedata" -> {
                element("img");
                end("img");
            }
            default -> property(name, attributes);
        }
    }

    private void property(String name, Attributes attributes) throws SAXException {
        looks.property(name, attributes);
        String value = ZipParts.value(attributes, "val");
        switch (name) {
            case "pStyle" -> style(value);
            case "numId" -> bullet = !value.equals("0");
            default -> {}
        }
    }

    private void style(String style) throws SAXException {
        boolean heading = style.startsWith("Heading") || style.equals("Title");
        if (heading) {
            element("h1");
            end("h1");
        }
        bullet |= style.startsWith("ListBullet") || (!heading && styles.isItem(style));
    }

    private void symbol(String hex) throws SAXException {
        if (hex.matches("[0-9A-Fa-f]{4}")) {
            text(Character.toString(Integer.parseInt(hex, 16)));
        }
    }

    /** Older documents write links as the code of a field, in pieces. */
    private void fieldPart(String type) throws SAXException {
        switch (type) {
            case "begin" -> field.setLength(0);
            case "separate" -> fieldResult();
            default -> {
                fieldResult();
                inPageNumber = false;
            }
        }
    }

    private void fieldResult() throws SAXException {
        inPageNumber |= PAGE_FIELD.matcher(field).matches();
        Matcher code = FIELD_LINK.matcher(field);
        if (code.find()) {
            link(code.group(1));
        }
        field.setLength(0);
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
        inField = false;
        if (skipped > 0) {
            skipped--;
            return;
        }
        looks.end(name);
        switch (name) {
            case "p" -> end("p");
            case "tr" -> end("tr");
            case "tc" -> end("td");
            case "tbl" -> end("table");
            case "t" -> inText = false;
            case "fldSimple" -> inPageNumber = false;
            default -> {}
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (inField && field.length() < LONGEST_FIELD) {
            field.append(text, start, length);
        } else if (inText && skipped == 0 && !inPageNumber) {
            String words = new String(text, start, length);
            boolean signs = looks.showsSigns() && !words.isBlank();
            text(signs ? TextCleaner.BULLET : words);
        }
    }

    private void text(String text) throws SAXException {
        if (looks.isInRunProperties()) {
            return;
        }
        if (looks.hides()) {
            out.hide(text);
            return;
        }
        if (bullet && !text.isBlank()) {
            bullet = false;
            text(TextCleaner.BULLET + " ");
        }
        out.characters(text.toCharArray(), 0, text.length());
    }

    private void element(String name) throws SAXException {
        out.startElement("", name, name, new AttributesImpl());
    }

    private void end(String name) {
        out.endElement("", name, name);
    }
}
