package dev.matchmill.readers.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Documents that mean harm, generated: small files that ask for time, memory or depth. */
public final class Bombs {

    private Bombs() {}

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    /** A zip of one entry. */
    public static byte[] zipped(String name, byte[] content) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        });
    }

    public static byte[] gzipped(byte[] content) {
        return bytes(out -> {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    /** Content in so many archives, one in the other. */
    public static byte[] nested(byte[] content, int levels) {
        byte[] inner = content;
        for (int at = 0; at < levels; at++) {
            inner = zipped("inner.zip", inner);
        }
        return inner;
    }

    /** A good resume that carries something embedded. */
    public static byte[] carrying(String name, byte[] content) {
        return with(Samples.docx(), "word/embeddings/" + name, content);
    }

    private static byte[] with(byte[] docx, String part, byte[] content) {
        return bytes(out -> {
            try (var from = new ZipInputStream(new ByteArrayInputStream(docx));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (ZipEntry entry = from.getNextEntry();
                        entry != null;
                        entry = from.getNextEntry()) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    from.transferTo(zip);
                }
                zip.putNextEntry(new ZipEntry(part));
                zip.write(content);
            }
        });
    }

    /** A good resume with one part more. */
    public static byte[] docxWith(String part, String content) {
        return with(Samples.docx(), part, content.getBytes(UTF_8));
    }

    /** A PDF that asks its viewer to fetch, import, launch and submit. */
    public static byte[] openingPdf(String target) {
        String uri = "(" + target + ")";
        return pdf(
                List.of(
                        latin(
                                "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F"
                                        + uri
                                        + ">>/AA<</WC<</S/URI/URI"
                                        + uri
                                        + ">>>>/AcroForm<</Fields[]/XFA 5 0 R>>>>"),
                        latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                        latin(
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
                                        + "/AA<</O<</S/ImportData/F"
                                        + uri
                                        + ">>>>>>"),
                        latin("<</Length 0/F<</FS/URL/F" + uri + ">>>>\nstream\n\nendstream"),
                        latin(xfa(target))));
    }

    private static String xfa(String target) {
        String form = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + target + "\">]><x>&e;</x>";
        return "<</Length " + form.length() + ">>\nstream\n" + form + "\nendstream";
    }

    public static byte[] entries(int count) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int at = 0; at < count; at++) {
                    zip.putNextEntry(new ZipEntry("e" + at));
                }
            }
        });
    }

    public static byte[] deepRtf(int depth) {
        return ("{\\rtf1 " + "{".repeat(depth) + "text" + "}".repeat(depth + 1)).getBytes(UTF_8);
    }

    public static byte[] deepHtml(int depth) {
        return ("<html><body>" + "<div>".repeat(depth) + "deep").getBytes(UTF_8);
    }

    /** Entities of entities: a few hundred bytes that expand to 10 to the power of twenty. */
    public static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE l [<!ENTITY a0 \"ha\">");
        for (int at = 1; at <= 20; at++) {
            entities.append("<!ENTITY a%d \"".formatted(at))
                    .append("&a%d;".formatted(at - 1).repeat(10))
                    .append("\">");
        }
        return entities.append("]>").toString();
    }

    /** A PDF of these objects, numbered from 1; the first is the catalog. */
    public static byte[] pdf(List<byte[]> objects) {
        return bytes(out -> {
            StringBuilder table = new StringBuilder();
            int at = write(out, "%PDF-1.4\n");
            for (int number = 1; number <= objects.size(); number++) {
                table.append("%010d 00000 n \n".formatted(at));
                at += write(out, number + " 0 obj\n");
                at += write(out, objects.get(number - 1));
                at += write(out, "\nendobj\n");
            }
            int size = objects.size() + 1;
            write(out, "xref\n0 " + size + "\n0000000000 65535 f \n" + table);
            write(out, "trailer\n<</Size " + size + "/Root 1 0 R>>\nstartxref\n" + at + "\n%%EOF");
        });
    }

    private static int write(OutputStream out, String text) throws IOException {
        return write(out, text.getBytes(ISO_8859_1));
    }

    private static int write(OutputStream out, byte[] content) throws IOException {
        out.write(content);
        return content.length;
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** One page whose content is this over and over, so long when it is unpacked. */
    public static byte[] flateBomb(String operators, int megabytes) {
        byte[] packed =
                bytes(out -> {
                    try (OutputStream deflating = new DeflaterOutputStream(out)) {
                        byte[] block = latin(operators.repeat(1 << 17));
                        for (long at = 0; at < megabytes * 1_000_000L; at += block.length) {
                            deflating.write(block);
                        }
                    }
                });
        byte[] stream =
                bytes(out -> {
                    write(out, "<</Length " + packed.length + "/Filter/FlateDecode>>\nstream\n");
                    write(out, packed);
                    write(out, "\nendstream");
                });
        return pdf(
                List.of(
                        latin("<</Type/Catalog/Pages 2 0 R>>"),
                        latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                        latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"),
                        stream));
    }

    /** Pages that are their own grandparents. */
    public static byte[] pageCycle() {
        return pdf(
                List.of(
                        latin("<</Type/Catalog/Pages 2 0 R>>"),
                        latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                        latin("<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")));
    }

    /** A million pages, all of them the same empty one. */
    public static byte[] manyPages() {
        return pdf(
                List.of(
                        latin("<</Type/Catalog/Pages 2 0 R>>"),
                        latin("<</Type/Pages/Kids[" + "3 0 R ".repeat(1_000) + "]/Count 1000000>>"),
                        latin(
                                "<</Type/Pages/Parent 2 0 R/Kids["
                                        + "4 0 R ".repeat(1_000)
                                        + "]/Count 1000>>"),
                        latin("<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>")));
    }

    /** The newer table of references names itself as the older one. */
    public static byte[] referenceLoop() {
        String text = new String(Samples.pdf(), ISO_8859_1);
        int table = text.lastIndexOf("xref\n", text.lastIndexOf("startxref") - 1);
        return latin(text.replaceFirst("/Root", "/Prev " + Math.max(0, table) + " /Root"));
    }

    /** A form that draws itself. */
    public static byte[] formCycle() {
        String draw = "/F Do";
        String form =
                "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0"
                        + " R>>>>/Length "
                        + draw.length()
                        + ">>\nstream\n"
                        + draw
                        + "\nendstream";
        return pdf(
                List.of(
                        latin("<</Type/Catalog/Pages 2 0 R>>"),
                        latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                        latin(
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R"
                                        + "/Resources<</XObject<</F 4 0 R>>>>>>"),
                        latin(form),
                        latin("<</Length 5>>\nstream\n/F Do\nendstream")));
    }

    /** Forms that draw forms ten times over, twelve levels of them: it would take for ever. */
    public static byte[] drawingLaughs() {
        List<byte[]> objects = new ArrayList<>();
        objects.add(latin("<</Type/Catalog/Pages 2 0 R>>"));
        objects.add(latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"));
        objects.add(
                latin(
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
                                + "/Resources<</XObject<</F 5 0 R>>>>>>"));
        objects.add(latin("<</Length 5>>\nstream\n/F Do\nendstream"));
        String draw = "/F Do ".repeat(10);
        for (int next = 6; next <= 17; next++) {
            objects.add(
                    latin(
                            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F "
                                    + next
                                    + " 0 R>>>>/Length "
                                    + draw.length()
                                    + ">>\nstream\n"
                                    + draw
                                    + "\nendstream"));
        }
        objects.add(latin(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "n")));
        return pdf(objects);
    }

    private static String stream(String entries, String content) {
        return "<<%s/Length %d>>\nstream\n%s\nendstream"
                .formatted(entries, content.length(), content);
    }

    /** Arrays in arrays. */
    public static byte[] deepPdf(int depth) {
        return pdf(
                List.of(
                        latin(
                                "<</Type/Catalog/Pages 2 0 R/X"
                                        + "[".repeat(depth)
                                        + "]".repeat(depth)
                                        + ">>"),
                        latin("<</Type/Pages/Kids[]/Count 0>>")));
    }

    /** A mail whose parts are mails whose parts are mails. */
    public static byte[] deepMail(int depth) {
        StringBuilder mail =
                new StringBuilder("From: a@example.org\nSubject: deep\nMIME-Version: 1.0\n");
        for (int at = 0; at < depth; at++) {
            mail.append("Content-Type: multipart/mixed; boundary=b%1$d\n\n--b%1$d\n".formatted(at));
        }
        return latin(mail.append("Content-Type: text/plain\n\ndeep\n").toString());
    }

    /** A compound file of one empty stream of this name. */
    public static byte[] compound(String stream) {
        return bytes(out -> {
            try (POIFSFileSystem files = new POIFSFileSystem()) {
                files.createDocument(new ByteArrayInputStream(new byte[5_000]), stream);
                files.writeFilesystem(out);
            }
        });
    }

    /** A zip that begins like a PDF, and a web page that is a zip as well. */
    public static byte[] polyglot(String head) {
        return bytes(out -> {
            write(out, head);
            write(out, Samples.zip(List.of(Map.entry("a.txt", "an entry of no importance"))));
        });
    }
}
