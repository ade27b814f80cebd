package dev.matchmill.readers.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentParserTest {

    private static final ContentParser PARSER = new ContentParser(ParseLimits.usual());
    private static final String TEXT = String.join("\r\n", Samples.LINES);

    static Stream<Arguments> formats() {
        String latin = TEXT.replace("•", "*").replace("–", "-");
        return Stream.of(
                Arguments.of("cv.pdf", Samples.pdf(), "application/pdf"),
                Arguments.of("cv.docx", Samples.docx(), Format.DOCX.mediaType()),
                Arguments.of("cv.odt", Samples.odt(), Format.ODT.mediaType()),
                Arguments.of("cv.rtf", Samples.rtf(), "application/rtf"),
                Arguments.of("cv.html", Samples.html(), "text/html"),
                Arguments.of("cv.txt", TEXT.getBytes(UTF_8), "text/plain"),
                Arguments.of("bom.txt", ("\uFEFF" + TEXT).getBytes(UTF_8), "text/plain"),
                Arguments.of("utf16.txt", TEXT.getBytes(UTF_16), "text/plain"),
                Arguments.of("utf16-bare.txt", TEXT.getBytes(UTF_16LE), "text/plain"),
                Arguments.of("latin1.txt", latin.getBytes(ISO_8859_1), "text/plain"),
                Arguments.of("a word file called.txt", Samples.docx(), Format.DOCX.mediaType()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void gives_the_same_lines_for_the_same_resume(String name, byte[] content, String type) {
        ParsedDocument parsed = parsed(content, name);

        assertThat(parsed.mediaType()).isEqualTo(type);
        assertThat(parsed.text().lines().filter(line -> !line.isEmpty()))
                .map(line -> line.replace(" - ", " – "))
                .containsExactlyElementsOf(Samples.LINES);
        assertThat(parsed.truncated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, Бухгалтер Иван Петров ведёт учёт и готовит отчётность предприятия",
        "KOI8-R,       Бухгалтер Иван Петров ведёт учёт и готовит отчётность предприятия",
        "Shift_JIS,    山田太郎は東京の会社でソフトウェアを開発していました。 経験は十年です。",
        "EUC-JP,       山田太郎は東京の会社でソフトウェアを開発していました。 経験は十年です。"
    })
    void reads_text_of_other_scripts_in_encodings_from_before_unicode(String charset, String line) {
        String text = (line + "\n").repeat(5);

        ParsedDocument parsed = parsed(text.getBytes(Charset.forName(charset)), "cv.txt");

        assertThat(parsed.mediaType()).isEqualTo("text/plain");
        assertThat(parsed.text()).contains(line);
    }

    @Test
    void separates_the_cells_of_a_docx_table_and_keeps_rows() {
        String row = "<w:tr>%s</w:tr>";
        String cell = "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>";
        String table =
                "<w:tbl>"
                        + row.formatted(cell.formatted("Baker in Uppsala") + cell.formatted("2019"))
                        + row.formatted(cell.formatted("Cook in Lund") + cell.formatted("2015"))
                        + "</w:tbl>";

        ParsedDocument parsed = parsed(Samples.docx("", table), "cv.docx");

        assertThat(parsed.text().lines())
                .containsExactly("Baker in Uppsala\t2019", "Cook in Lund\t2015");
    }

    @Test
    void leaves_out_what_nobody_can_see_in_a_word_document() {
        String run = "<w:r><w:rPr>%s</w:rPr><w:t>%s</w:t></w:r>";
        String body =
                "<w:p>"
                        + run.formatted("", "Bread, pastry and cold kitchen")
                        + run.formatted("<w:vanish/>", "hidden")
                        + run.formatted("<w:color w:val='FFFFFF'/>", "white")
                        + run.formatted("<w:sz w:val='2'/>", "tiny")
                        + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
                        + "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='102040'/></w:tcPr><w:p>"
                        + run.formatted("<w:color w:val='FFFFFF'/>", "white on a dark cell")
                        + "</w:p></w:tc></w:tr></w:tbl>";

        ParsedDocument parsed = parsed(Samples.docx("", body), "cv.docx");

        assertThat(parsed.text().lines())
                .containsExactly("Bread, pastry and cold kitchen", "white on a dark cell");
    }

    @Test
    void reads_text_boxes_list_items_and_links_of_a_word_document_once() {
        String words = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>";
        String box =
                "<mc:AlternateContent"
                        + " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
                        + "<mc:Choice>"
                        + words
                        + "</mc:Choice><mc:Fallback>"
                        + words
                        + "</mc:Fallback></mc:AlternateContent>";
        String body =
                "<w:p><w:r><w:t>Before the box</w:t></w:r><w:r>"
                        + box
                        + "</w:r></w:p><w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
                        + "<w:r><w:t>Sourdough</w:t><w:tab/><w:t>2019</w:t></w:r></w:p><w:p><w:r>"
                        + "<w:instrText>HYPERLINK \"https://example.org/a\"</w:instrText>"
                        + "<w:fldChar/><w:t>my page</w:t></w:r></w:p>";

        ParsedDocument parsed = parsed(Samples.docx("", body), "cv.docx");

        assertThat(parsed.text().lines().filter(line -> !line.isEmpty()))
                .containsExactly("Before the box", "In the box", "• Sourdough\t2019", "my page");
        assertThat(parsed.linkTargets()).containsExactly("https://example.org/a");
    }

    @Test
    void collects_the_targets_of_links_in_a_web_page_and_skips_what_is_hidden() {
        String page =
                """
                <html><body><p>Ann Example, baker <a href="https://example.org/ann">site</a>
                and <a href="mailto:ann@example.org">mail</a> <a href="javascript:x()">no</a></p>
                <div style="display: none">secret keywords</div><script>var x</script></body></html>
                """;

        ParsedDocument parsed = parsed(page.getBytes(UTF_8), "cv.html");

        assertThat(parsed.linkTargets())
                .containsExactly("https://example.org/ann", "mailto:ann@example.org");
        assertThat(parsed.text()).isEqualTo("Ann Example, baker site and mail no");
    }

    @Test
    void reads_the_body_of_a_mail_and_not_its_attachment() {
        String mail =
                """
                From: ann@example.org
                To: jobs@example.com
                Subject: Application
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8

                Dear team, please find my application as a baker attached.
                --b
                Content-Type: text/plain; name="cv.txt"
                Content-Disposition: attachment; filename="cv.txt"

                ATTACHED WORDS
                --b--
                """;

        ParsedDocument parsed = parsed(mail.replace("\n", "\r\n").getBytes(UTF_8), "mail.eml");

        assertThat(parsed.mediaType()).isEqualTo("message/rfc822");
        assertThat(parsed.text()).contains("application as a baker").doesNotContain("ATTACHED");
    }

    @Test
    void cuts_text_at_the_limit_and_says_so() {
        byte[] content = "long words in a row ".repeat(20_000).getBytes(UTF_8);

        ParsedDocument parsed = parsed(content, "long.txt");

        assertThat(parsed.text()).hasSizeBetween(199_990, 200_000);
        assertThat(parsed.truncated()).isTrue();
    }

    @Test
    void names_the_language_by_its_small_words() {
        String german =
                "Ich bin Bäcker und arbeite seit zehn Jahren in der Backstube von Müller,"
                        + " für die ich das Brot und die Kuchen auf dem Markt mit einem Team backe";

        assertThat(parsed(german.getBytes(UTF_8), "a.txt").language()).isEqualTo("de");
        assertThat(parsed("Java Python SQL Kubernetes Docker".getBytes(UTF_8), "a.txt").language())
                .isNull();
    }

    private static ParsedDocument parsed(byte[] content, String name) {
        ParseOutcome outcome = PARSER.parse(content, name);
        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        return (ParsedDocument) outcome;
    }

    @Test
    void parses_the_same_bytes_to_the_same_text() {
        List<ParseOutcome> outcomes =
                List.of(
                        PARSER.parse(Samples.docx(), "a.docx"),
                        new ContentParser(ParseLimits.usual()).parse(Samples.docx(), "a.docx"));

        assertThat(outcomes.getFirst()).isEqualTo(outcomes.getLast());
    }
}
