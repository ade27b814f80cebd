package dev.matchmill.readers.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Text of a Word document: headers, body, notes, footers, each read as a stream of events. Nothing
 * but these parts is opened: no macros, no embedded objects, no templates from elsewhere.
 */
final class DocxPackage {

    /** Where a relationship leads, by its id, in the order of the file. */
    private record Relation(String type, String target, boolean external) {}

    private DocxPackage() {}

    static RawText read(byte[] content, ParseLimits limits) throws IOException, SAXException {
        MarkupText text = new MarkupText(limits.maxCharacters(), limits.maxDepth(), false);
        try (ZipFile zip = ZipFile.builder().setByteArray(content).get()) {
            String main = mainPart(zip);
            if (zip.getEntry(main) == null) {
                throw new IOException("no main part");
            }
            Map<String, Relation> relations = relations(zip, relationsOf(main));
            List<String> parts = new ArrayList<>(parts(relations, main, "/header"));
            parts.add(main);
            parts.addAll(parts(relations, main, "/footnotes"));
            parts.addAll(parts(relations, main, "/endnotes"));
            parts.addAll(parts(relations, main, "/footer"));
            try {
                for (String part : parts) {
                    read(zip, part, limits, text);
                }
            } catch (MarkupText.Full full) {
                return text.result(0);
            }
        }
        return text.result(0);
    }

    private static void read(ZipFile zip, String part, ParseLimits limits, MarkupText text)
            throws IOException, SAXException {
        Map<String, String> links = new LinkedHashMap<>();
        relations(zip, relationsOf(part))
                .forEach((id, relation) -> {
                    if (relation.external()) {
                        links.put(id, relation.target());
                    }
                });
        parse(zip, part, new DocxText(text, links, limits.maxDepth()));
    }

    private static String mainPart(ZipFile zip) throws IOException, SAXException {
        for (Relation relation : relations(zip, "_rels/.rels").values()) {
            if (relation.type().endsWith("/officeDocument")) {
                return resolved("", relation.target());
            }
        }
        return "word/document.xml";
    }

    private static Set<String> parts(Map<String, Relation> relations, String main, String type) {
        Set<String> parts = new LinkedHashSet<>();
        for (Relation relation : relations.values()) {
            if (relation.type().endsWith(type) && !relation.external()) {
                parts.add(
                        resolved(main.substring(0, main.lastIndexOf('/') + 1), relation.target()));
            }
        }
        return parts;
    }

    private static String resolved(String folder, String target) {
        return target.startsWith("/") ? target.substring(1) : folder + target;
    }

    private static String relationsOf(String part) {
        int slash = part.lastIndexOf('/') + 1;
        return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    }

    private static Map<String, Relation> relations(ZipFile zip, String part)
            throws IOException, SAXException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        parse(
                zip,
                part,
                new DefaultHandler() {
                    @Override
                    public void startElement(
                            String uri, String name, String qName, Attributes attributes) {
                        String id = attributes.getValue("Id");
                        String type = attributes.getValue("Type");
                        String target = attributes.getValue("Target");
                        if (id != null && type != null && target != null) {
                            boolean external = "External".equals(attributes.getValue("TargetMode"));
                            relations.put(id, new Relation(type, target, external));
                        }
                    }
                });
        return relations;
    }

    /** Events of one part; a part that isn't there has none. */
    private static void parse(ZipFile zip, String part, DefaultHandler handler)
            throws IOException, SAXException {
        ZipArchiveEntry entry = zip.getEntry(part);
        if (entry == null) {
            return;
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SAXParser parser = factory.newSAXParser();
            // The handler has its own limit, which says what it is.
            parser.setProperty("jdk.xml.maxElementDepth", "0");
            parser.parse(stream, handler);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
