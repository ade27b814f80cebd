package dev.matchmill.readers.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The XML parts of a document in a zip container, read as events; nothing else is opened. */
final class ZipParts implements AutoCloseable {

    /** Where a relationship leads. */
    record Relation(String type, String target, boolean external) {}

    private final ZipFile zip;
    private final int maxDepth;

    ZipParts(byte[] content, int maxDepth) throws IOException {
        this.zip = ZipFile.builder().setByteArray(content).get();
        this.maxDepth = maxDepth;
    }

    /** Hands events on while the elements aren't nested too deeply. */
    private final class Bounded extends DefaultHandler {
        private final DefaultHandler inner;
        private int depth;

        private Bounded(DefaultHandler inner) {
            this.inner = inner;
        }

        @Override
        public void startElement(String uri, String name, String qName, Attributes attributes)
                throws SAXException {
            if (++depth > maxDepth) {
                throw new MarkupText.TooDeep();
            }
            inner.startElement(uri, name, qName, attributes);
        }

        @Override
        public void endElement(String uri, String name, String qName) throws SAXException {
            depth--;
            inner.endElement(uri, name, qName);
        }

        @Override
        public void characters(char[] text, int start, int length) throws SAXException {
            inner.characters(text, start, length);
        }
    }

    boolean has(String part) {
        return zip.getEntry(part) != null;
    }

    /** Relationships of a part by their id, in the order of the file. */
    Map<String, Relation> relationsOf(String part) throws IOException, SAXException {
        int slash = part.lastIndexOf('/') + 1;
        Map<String, Relation> relations = new LinkedHashMap<>();
        read(
                part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels",
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
    void read(String part, DefaultHandler handler) throws IOException, SAXException {
        ZipArchiveEntry entry = zip.getEntry(part);
        if (entry == null) {
            return;
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            SAXParser parser = factory.newSAXParser();
            // Our own limit says what it is.
            parser.setProperty("jdk.xml.maxElementDepth", "0");
            parser.parse(stream, new Bounded(handler));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An attribute by its local name, whatever its prefix; empty when it isn't there. */
    static String value(Attributes attributes, String name) {
        for (int at = 0; at < attributes.getLength(); at++) {
            if (attributes.getLocalName(at).equals(name)) {
                return attributes.getValue(at);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
