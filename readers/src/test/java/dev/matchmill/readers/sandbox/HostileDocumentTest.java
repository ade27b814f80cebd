package dev.matchmill.readers.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.readers.parse.Bombs;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HostileDocumentTest {

    private static final String CANARY = "canary-in-the-coal-mine";

    private static SandboxedParser parser = new SandboxedParser(SandboxSettings.usual());

    @BeforeAll
    static void open() {
        parser = new SandboxedParser(SandboxSettings.usual());
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    @Test
    void no_document_reads_another_file_or_opens_a_connection(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), CANARY);
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(500);
            String there = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            String words = "An ordinary line of words about bread and pastry ";
            for (String target : List.of(secret.toUri().toString(), there)) {
                String prolog = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + target + "\">]>";
                String outside = "<!DOCTYPE x SYSTEM \"" + target + "\">";
                for (Map.Entry<String, byte[]> document :
                        Map.of(
                                        "a.docx",
                                        Samples.docx(prolog, paragraph(words + "&e;")),
                                        "b.docx",
                                        Samples.docx(outside, paragraph(words)),
                                        "c.odt",
                                        Samples.odt(prolog, "<text:p>" + words + "&e;</text:p>"),
                                        "d.html",
                                        page(prolog, words, target),
                                        "e.docx",
                                        Bombs.docxWith(
                                                "word/_rels/document.xml.rels", template(target)),
                                        "f.rtf",
                                        rtf(words, target),
                                        "g.pdf",
                                        Bombs.openingPdf(target),
                                        "h.eml",
                                        mail(words, target),
                                        "i.xml",
                                        (prolog + "<x>" + words + "&e;</x>").getBytes(UTF_8))
                                .entrySet()) {
                    ParseOutcome outcome = parser.parse(document.getValue(), document.getKey());

                    assertThat(outcome.toString()).doesNotContain(CANARY);
                }
            }
            assertThat(connected(listener)).isFalse();
        }
    }

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static byte[] page(String prolog, String words, String target) {
        return (prolog
                        + "<html><head><link rel='stylesheet' href='%1$s'></head><body><p>%2$s&e;</p>"
                                .formatted(target, words)
                        + "<iframe src='%1$s'></iframe><img src='%1$s'></body></html>"
                                .formatted(target))
                .getBytes(UTF_8);
    }

    private static String template(String target) {
        return "<Relationships"
                + " xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                + relation("attachedTemplate", target)
                + relation("header", target)
                + relation("image", target)
                + relation("oleObject", target)
                + "</Relationships>";
    }

    private static String relation(String type, String target) {
        return "<Relationship Id='%1$s' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/%1$s' Target='%2$s' TargetMode='External'/>"
                .formatted(type, target);
    }

    private static byte[] rtf(String words, String target) {
        String rtf =
                "{\\rtf1 {\\*\\template %1$s}{\\field{\\*\\fldinst INCLUDETEXT \"%1$s\"}{\\fldrslt %2$s}}}"
                        .formatted(target, words);
        return rtf.getBytes(UTF_8);
    }

    private static byte[] mail(String words, String target) {
        return ("From: a@example.org\n"
                        + "Subject: x\n"
                        + "MIME-Version: 1.0\n"
                        + "Content-Type: message/external-body;"
                        + " access-type=URL; URL=\"%1$s\"\n\nContent-Type: text/html\n\n<p>%2$s<img src='%1$s'>"
                                .formatted(target, words))
                .getBytes(UTF_8);
    }

    private static boolean connected(ServerSocket listener) throws IOException {
        try (var _ = listener.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void a_child_gives_the_outcome_that_the_calling_thread_would_get() throws InterruptedException {
        var here = new dev.matchmill.readers.parse.ContentParser(SandboxSettings.usual().limits());
        for (byte[] content :
                List.of(Samples.pdf(), Samples.docx(), Samples.html(), Samples.scan())) {
            assertThat(parser.parse(content, "a")).isEqualTo(here.parse(content, "a"));
        }
    }
}
