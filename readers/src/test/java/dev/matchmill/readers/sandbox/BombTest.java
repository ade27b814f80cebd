package dev.matchmill.readers.sandbox;

import static dev.matchmill.migrations.type.RejectionReason.ARCHIVE_BOMB;
import static dev.matchmill.migrations.type.RejectionReason.CORRUPT;
import static dev.matchmill.migrations.type.RejectionReason.EMPTY;
import static dev.matchmill.migrations.type.RejectionReason.OUT_OF_MEMORY;
import static dev.matchmill.migrations.type.RejectionReason.TIMEOUT;
import static dev.matchmill.migrations.type.RejectionReason.TOO_DEEP;
import static dev.matchmill.migrations.type.RejectionReason.TOO_MANY_ENTRIES;
import static dev.matchmill.migrations.type.RejectionReason.UNSUPPORTED_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.Bombs;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.parse.Samples;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Generated bombs through the real parser in its children, good documents between them. */
@Timeout(180)
class BombTest {

    private static final byte[] BOMB = Samples.bomb(600);
    private static final byte[] ZEROS = new byte[20 << 20];

    private static SandboxedParser parser = new SandboxedParser(SandboxSettings.usual());

    @BeforeAll
    static void open() {
        parser = new SandboxedParser(SandboxSettings.usual());
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    static Stream<Arguments> bombs() {
        byte[] small = Bombs.nested("words".getBytes(UTF_8), 2);
        return Stream.of(
                bomb("600 MB.docx", BOMB, ARCHIVE_BOMB),
                bomb("600 MB.zip", BOMB, ARCHIVE_BOMB),
                bomb("nested.zip", Bombs.nested(ZEROS, 3), ARCHIVE_BOMB),
                bomb("nested.docx", Bombs.carrying("a.zip", Bombs.nested(ZEROS, 2)), ARCHIVE_BOMB),
                bomb("gzip.docx", Bombs.carrying("a.gz", Bombs.gzipped(ZEROS)), ARCHIVE_BOMB),
                bomb("matryoshka.docx", Bombs.carrying("a.zip", Bombs.nested(small, 9)), TOO_DEEP),
                bomb("crowd.zip", Bombs.entries(60_000), TOO_MANY_ENTRIES),
                bomb(
                        "crowd.docx",
                        Bombs.carrying("a.zip", Bombs.entries(60_000)),
                        TOO_MANY_ENTRIES),
                bomb("gzip.pdf", Bombs.gzipped(ZEROS), UNSUPPORTED_TYPE),
                bomb("deep.rtf", Bombs.deepRtf(1_000_000), TOO_DEEP),
                bomb("deep.html", Bombs.deepHtml(200_000), TOO_DEEP),
                bomb("deep.docx", Samples.docx("", "<w:p>".repeat(200_000)), TOO_DEEP),
                bomb("deep.odt", Samples.odt("", "<text:p>".repeat(200_000)), TOO_DEEP),
                bomb("deep.pdf", Bombs.deepPdf(1_000_000), CORRUPT),
                bomb("deep.eml", Bombs.deepMail(20_000), TOO_DEEP),
                bomb("laughs.docx", Samples.docx(Bombs.laughs(), "&a20;"), CORRUPT),
                bomb("laughs.odt", Samples.odt(Bombs.laughs(), "&a20;"), CORRUPT),
                bomb("million pages.pdf", Bombs.manyPages(), EMPTY),
                bomb("page cycle.pdf", Bombs.pageCycle(), CORRUPT),
                bomb("form cycle.pdf", Bombs.formCycle(), EMPTY),
                bomb("book.doc", Bombs.compound("Workbook"), UNSUPPORTED_TYPE),
                bomb("hollow.doc", Bombs.compound("WordDocument"), EMPTY),
                bomb("program.pdf", ("MZ" + "\0".repeat(5_000)).getBytes(UTF_8), UNSUPPORTED_TYPE),
                bomb("script.txt", "#!/bin/sh\nrm -rf /tmp/x\n".getBytes(UTF_8), UNSUPPORTED_TYPE),
                bomb("elf.docx", "\177ELF\2\1\1\0\0\0".getBytes(UTF_8), UNSUPPORTED_TYPE),
                bomb("pdf and zip.pdf", Bombs.polyglot("%PDF-1.4\n%x\n"), CORRUPT));
    }

    private static Arguments bomb(String name, byte[] content, RejectionReason... reasons) {
        return Arguments.of(name, content, Set.of(reasons));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void a_bomb_has_its_reason_and_the_next_document_is_read(
            String name, byte[] content, Set<RejectionReason> reasons) throws InterruptedException {
        ParseOutcome outcome = parser.parse(content, name);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RefusedDocument.class,
                        refused -> assertThat(refused.reason()).isIn(reasons));
        assertThat(outcome).isNotInstanceOf(ParsedDocument.class);
        assertThat(parser.parse(Samples.docx(), "good.docx")).isInstanceOf(ParsedDocument.class);
    }

    @Test
    void endless_drawing_ends_at_a_limit_and_the_next_document_is_read()
            throws InterruptedException {
        try (SandboxedParser impatient = new SandboxedParser(limited())) {
            assertThat(impatient.parse(Bombs.flateBomb("q ", 300), "flate.pdf"))
                    .isInstanceOfSatisfying(
                            RefusedDocument.class,
                            refused -> assertThat(refused.reason()).isIn(OUT_OF_MEMORY, TIMEOUT));
            assertThat(impatient.parse(Bombs.drawingLaughs(), "laughs.pdf"))
                    .isInstanceOfSatisfying(
                            RefusedDocument.class,
                            refused -> assertThat(refused.reason()).isEqualTo(TIMEOUT));
            assertThat(impatient.parse(Samples.docx(), "good.docx"))
                    .isInstanceOf(ParsedDocument.class);
        }
    }

    private static SandboxSettings limited() {
        SandboxSettings usual = SandboxSettings.usual();
        return new SandboxSettings(
                Duration.ofSeconds(6),
                usual.patience(),
                usual.startTimeout(),
                DataSize.ofMegabytes(64),
                usual.stack(),
                1,
                1,
                usual.documentsPerChild(),
                usual.maxCharacters(),
                usual.maxDocumentSize(),
                usual.maxEntries(),
                usual.maxInflatedSize(),
                usual.maxRatio(),
                usual.maxDepth(),
                usual.ocr());
    }

    @Test
    void what_inflates_too_far_reaches_no_child() throws InterruptedException {
        try (SandboxedParser unused = new SandboxedParser(SandboxSettings.usual())) {
            unused.parse(BOMB, "bomb.docx");
            unused.parse(Bombs.entries(60_000), "crowd.docx");
            unused.parse(Bombs.carrying("a.zip", Bombs.nested(ZEROS, 2)), "a.docx");

            assertThat(unused.childPids()).isEmpty();
        }
    }

    @Test
    void a_loop_of_references_costs_no_text() throws InterruptedException {
        assertThat(parser.parse(Bombs.referenceLoop(), "loop.pdf"))
                .isInstanceOf(ParsedDocument.class);
    }

    @Test
    void a_document_may_carry_a_workbook() throws InterruptedException {
        byte[] workbook = Bombs.zipped("xl/workbook.xml", "<workbook/>".getBytes(UTF_8));

        assertThat(parser.parse(Bombs.carrying("chart.xlsx", workbook), "good.docx"))
                .isInstanceOf(ParsedDocument.class);
    }

    @Test
    void hostile_documents_leave_nothing_in_the_heap_of_the_program() throws InterruptedException {
        List<byte[]> hostile =
                List.of(
                        BOMB,
                        Bombs.deepHtml(50_000),
                        Bombs.entries(9_000),
                        Samples.docx("", "<w:p>".repeat(20_000)),
                        Bombs.carrying("a.zip", Bombs.nested(ZEROS, 2)));
        hostile.forEach(BombTest::parsed);
        long before = heapInUse();
        for (int round = 0; round < 20; round++) {
            hostile.forEach(BombTest::parsed);
        }

        assertThat(heapInUse() - before).isLessThan(8 << 20);
    }

    private static ParseOutcome parsed(byte[] content) {
        try {
            return parser.parse(content, "hostile.docx");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
