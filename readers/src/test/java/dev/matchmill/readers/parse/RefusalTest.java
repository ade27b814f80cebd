package dev.matchmill.readers.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RejectionReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

    private static final ContentParser PARSER = new ContentParser(ParseLimits.usual());

    static Stream<Arguments> refusals() {
        byte[] exe = new byte[4_000];
        exe[0] = 'M';
        exe[1] = 'Z';
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        byte[] rar = {'R', 'a', 'r', '!', 0x1A, 7, 1, 0, 0x33, (byte) 0x92, 1, 5, 1, 0, 1};
        byte[] pdf = Samples.pdf();
        byte[] docx = Samples.docx();
        byte[] noise = new byte[5_000];
        new Random(7).nextBytes(noise);
        return Stream.of(
                refusal("empty.pdf", new byte[0], "EMPTY"),
                refusal("blank.txt", "  \n \n".getBytes(UTF_8), "EMPTY"),
                refusal("blank page.pdf", Samples.pdf((_, _) -> {}), "EMPTY"),
                refusal("scan.pdf", Samples.scan(), "NEEDS_OCR"),
                refusal("locked.pdf", Samples.encryptedPdf(), "ENCRYPTED"),
                refusal("cut.docx", Arrays.copyOf(docx, docx.length - 60), "CORRUPT"),
                refusal("head of a.pdf", Arrays.copyOf(pdf, 80), "CORRUPT"),
                refusal("program.pdf", exe, "UNSUPPORTED_TYPE"),
                refusal("picture.docx", png, "UNSUPPORTED_TYPE"),
                refusal("archive.rar", rar, "UNSUPPORTED_TYPE"),
                refusal("noise.doc", noise, "UNSUPPORTED_TYPE"),
                refusal("data.json", "{\"name\": \"x\"}".getBytes(UTF_8), "UNSUPPORTED_TYPE"),
                refusal("zip.docx", Samples.zip(List.of(Map.entry("a", "b"))), "UNSUPPORTED_TYPE"),
                refusal("locked.odt", lockedOdt(), "ENCRYPTED"),
                refusal("bomb.docx", Samples.bomb(600), "ARCHIVE_BOMB"),
                refusal("lying bomb.docx", lying(Samples.bomb(100)), "ARCHIVE_BOMB"),
                refusal("many.docx", entries(10_001), "TOO_MANY_ENTRIES"),
                refusal("deep.rtf", deepRtf(), "TOO_DEEP"),
                refusal("deep.docx", Samples.docx("", "<w:p>".repeat(5_000)), "TOO_DEEP"),
                refusal(
                        "cipher.txt",
                        "xkcd qwrt zpfg hjkl bnmv ".repeat(20).getBytes(UTF_8),
                        "GARBAGE"),
                refusal("signs.txt", "#$%& (=?!) ~~ ++ ".repeat(20).getBytes(UTF_8), "GARBAGE"),
                refusal(
                        "lost.txt",
                        "caf\uFFFD\uFFFD \uFFFDx ".repeat(40).getBytes(UTF_8),
                        "GARBAGE"));
    }

    private static Arguments refusal(String name, byte[] content, String reason) {
        return Arguments.of(name, content, RejectionReason.valueOf(reason));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("refusals")
    void refuses(String name, byte[] content, RejectionReason reason) {
        assertThat(PARSER.parse(content, name))
                .isInstanceOfSatisfying(
                        RefusedDocument.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void refuses_a_document_above_the_size_limit_without_looking_at_it() {
        ParseLimits small = new ParseLimits(1_000, 10, 10, 1_000, 100, 10);

        assertThat(new ContentGuard(small).check(new byte[11]))
                .map(RefusedDocument::reason)
                .contains(RejectionReason.TOO_LARGE);
    }

    @Test
    void reads_a_container_of_many_small_entries_below_the_limit() {
        assertThat(new ContentGuard(ParseLimits.usual()).check(entries(9_000))).isEmpty();
    }

    private static byte[] entries(int count) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            entries.add(Map.entry("e" + at, ""));
        }
        return Samples.zip(entries);
    }

    /** The directory of the archive claims that everything is small. */
    private static byte[] lying(byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 46 < zip.length; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                bytes.putInt(at + 24, 1);
            }
        }
        return zip;
    }

    private static byte[] lockedOdt() {
        return Samples.zip(
                List.of(
                        Map.entry("mimetype", "application/vnd.oasis.opendocument.text"),
                        Map.entry(
                                "META-INF/manifest.xml",
                                "<manifest:encryption-data manifest:checksum='x'/>"),
                        Map.entry("content.xml", "noise")));
    }

    private static byte[] deepRtf() {
        return ("{\\rtf1 " + "{".repeat(50_000) + "text" + "}".repeat(50_001)).getBytes(UTF_8);
    }
}
