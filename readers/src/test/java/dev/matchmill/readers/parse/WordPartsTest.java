package dev.matchmill.readers.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What surrounds the paragraphs of a Word document. */
class WordPartsTest {

    private static final String W =
            " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    @Test
    void reads_headers_first_and_once_and_no_page_number() {
        String header =
                "<w:hdr" + W + ">" + paragraph("Mara Lindqvist, mara@example.org") + "</w:hdr>";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("header1", header);
        parts.put("header2", header);
        parts.put(
                "footer1",
                "<w:ftr"
                        + W
                        + "><w:p>"
                        + run("Page ")
                        + field("PAGE", "2")
                        + run(" of ")
                        + field("NUMPAGES", "3")
                        + "</w:p>"
                        + paragraph("References on request")
                        + "</w:ftr>");

        assertThat(text(paragraph("Baker in Uppsala"), parts).lines().filter(l -> !l.isEmpty()))
                .containsExactly(
                        "Mara Lindqvist, mara@example.org",
                        "Baker in Uppsala",
                        "References on request");
    }

    @Test
    void reads_a_text_box_once_and_leaves_out_what_was_deleted() {
        String box =
                "<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>"
                        + paragraph("Skills: baking")
                        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
                        + paragraph("Skills: baking")
                        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>";
        String body =
                "<w:p>"
                        + box
                        + run("Head of ")
                        + "<w:del><w:r><w:delText>Kitchen</w:delText></w:r></w:del><w:ins>"
                        + run("Bakery")
                        + "</w:ins></w:p>"
                        + "<w:sdt><w:sdtContent>"
                        + paragraph("Uppsala")
                        + "</w:sdtContent></w:sdt>";

        assertThat(text(body, Map.of()).lines())
                .containsExactly("Skills: baking", "Head of Bakery", "Uppsala");
    }

    @Test
    void reads_rows_as_rows_and_dates_before_the_lines_that_they_date() {
        String row =
                "<w:tbl><w:tr><w:tc>"
                        + paragraph("2019 to")
                        + paragraph("2024")
                        + "</w:tc><w:tc>"
                        + paragraph("Baker")
                        + paragraph("Upper Bakery")
                        + "</w:tc></w:tr><w:tr><w:tc>"
                        + paragraph("French")
                        + "</w:tc><w:tc>"
                        + paragraph("fluent")
                        + "</w:tc></w:tr></w:tbl>";

        assertThat(text(row, Map.of()).lines())
                .containsExactly("2019 to 2024\tBaker", "Upper Bakery", "French\tfluent");
    }

    private static String paragraph(String words) {
        return "<w:p>" + run(words) + "</w:p>";
    }

    private static String run(String words) {
        return "<w:r><w:t xml:space='preserve'>" + words + "</w:t></w:r>";
    }

    private static String field(String code, String result) {
        return "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> "
                + code
                + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
                + run(result)
                + "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
    }

    private static String text(String body, Map<String, String> parts) {
        ParseOutcome outcome =
                new ContentParser(ParseLimits.usual()).parse(Samples.docx(body, parts), "a.docx");
        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        return ((ParsedDocument) outcome).text();
    }
}
