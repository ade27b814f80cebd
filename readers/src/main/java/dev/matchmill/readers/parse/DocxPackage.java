package dev.matchmill.readers.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Text of a Word document: headers, body, diagrams, notes, footers, each read as a stream of
 * events. Headers and footers give each line once, without page numbers. Nothing but these parts is
 * opened: no macros, no embedded objects, no templates from elsewhere.
 */
final class DocxPackage {

    private final ZipParts zip;
    private final DocxStyles styles = new DocxStyles();
    private final PartTexts texts;
    private boolean painted;

    private DocxPackage(ZipParts zip, ParseLimits limits) {
        this.zip = zip;
        this.texts = new PartTexts(limits);
    }

    static RawText read(byte[] content, ParseLimits limits) throws IOException, SAXException {
        try (ZipParts zip = new ZipParts(content, limits.maxDepth())) {
            return new DocxPackage(zip, limits).read();
        }
    }

    private RawText read() throws IOException, SAXException {
        String main = mainPart();
        if (!zip.has(main)) {
            throw new IOException("no main part");
        }
        Map<String, ZipParts.Relation> relations = zip.relationsOf(main);
        for (String part : parts(relations, main, "/styles")) {
            zip.read(part, styles);
        }
        List<String> headers = parts(relations, main, "/header");
        List<String> footers = parts(relations, main, "/footer");
        painted = isPainted(main, headers);
        for (String part : headers) {
            texts.addEdge(read(part));
        }
        texts.add(read(main));
        for (String type : List.of("/diagramData", "/footnotes", "/endnotes")) {
            for (String part : parts(relations, main, type)) {
                texts.add(read(part));
            }
        }
        for (String part : footers) {
            texts.addEdge(read(part));
        }
        return texts.whole(0);
    }

    /** A shape behind the text may be of any colour: white text on it can be read. */
    private boolean isPainted(String main, List<String> headers) throws IOException, SAXException {
        boolean[] found = {false};
        DefaultHandler shapes =
                new DefaultHandler() {
                    @Override
                    public void startElement(
                            String uri, String name, String qName, Attributes attributes) {
                        boolean behind = name.equals("anchor") && isOn(attributes, "behindDoc");
                        boolean filled =
                                Set.of("rect", "roundrect", "shape").contains(name)
                                        && !ZipParts.value(attributes, "fillcolor").isEmpty();
                        found[0] |= behind || filled;
                    }
                };
        List<String> parts = new ArrayList<>(headers);
        parts.add(main);
        for (String part : parts) {
            zip.read(part, shapes);
        }
        return found[0];
    }

    private static boolean isOn(Attributes attributes, String name) {
        return ZipParts.value(attributes, name).matches("1|true|on");
    }

    private RawText read(String part) throws IOException, SAXException {
        Map<String, String> links = new LinkedHashMap<>();
        zip.relationsOf(part)
                .forEach((id, relation) -> {
                    if (relation.external()) {
                        links.put(id, relation.target());
                    }
                });
        MarkupText text = texts.next();
        try {
            zip.read(part, new DocxText(text, links, styles, painted));
        } catch (MarkupText.Full full) {
            return text.result(0);
        }
        return text.result(0);
    }

    private String mainPart() throws IOException, SAXException {
        for (ZipParts.Relation relation : zip.relationsOf("").values()) {
            if (relation.type().endsWith("/officeDocument")) {
                return resolved("", relation.target());
            }
        }
        return "word/document.xml";
    }

    private static List<String> parts(
            Map<String, ZipParts.Relation> relations, String main, String type) {
        Set<String> parts = new LinkedHashSet<>();
        for (ZipParts.Relation relation : relations.values()) {
            if (relation.type().endsWith(type) && !relation.external()) {
                parts.add(
                        resolved(main.substring(0, main.lastIndexOf('/') + 1), relation.target()));
            }
        }
        return List.copyOf(parts);
    }

    private static String resolved(String folder, String target) {
        return target.startsWith("/") ? target.substring(1) : folder + target;
    }
}
