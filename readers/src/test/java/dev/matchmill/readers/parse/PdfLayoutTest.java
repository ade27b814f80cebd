package dev.matchmill.readers.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;

class PdfLayoutTest {

    @Test
    void reads_a_table_with_borders_cell_by_cell() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    for (int y : new int[] {720, 680, 640}) {
                        rule(page, 50, y, 445, y);
                    }
                    for (int x : new int[] {50, 150, 250, 445}) {
                        rule(page, x, 640, x, 720);
                    }
                    Samples.lines(page, 54, 708, 10, List.of("June 2014 to", "March 2019"));
                    Samples.lines(page, 154, 708, 10, List.of("Upper Bakery", "of Uppsala"));
                    Samples.lines(
                            page,
                            254,
                            708,
                            10,
                            List.of("Baked nine kinds of bread for hotels and", "two schools"));
                    Samples.lines(page, 54, 668, 10, List.of("2010 to 2014"));
                    Samples.lines(page, 154, 668, 10, List.of("Mill of Lund"));
                    Samples.lines(page, 254, 668, 10, List.of("Milled rye"));
                });

        assertThat(lines(pdf))
                .containsExactly(
                        "June 2014 to March 2019\tUpper Bakery of Uppsala\tBaked nine kinds of"
                                + " bread for hotels and two schools",
                        "2010 to 2014\tMill of Lund\tMilled rye");
    }

    private static void rule(PDPageContentStream page, float x, float y, float toX, float toY)
            throws IOException {
        page.moveTo(x, y);
        page.lineTo(toX, toY);
        page.stroke();
    }

    @Test
    void keeps_the_head_of_pages_once_and_leaves_page_numbers_out() {
        byte[] pdf =
                pages(
                        List.of(
                                "Mara Lindqvist, mara@example.org",
                                "Head of Bakery",
                                "Baked rye",
                                "Page 1 of 3"),
                        List.of(
                                "Mara Lindqvist, mara@example.org",
                                "and wheat",
                                "Sold it all",
                                "Page 2 of 3"),
                        List.of(
                                "Mara Lindqvist, mara@example.org",
                                "Cook in Lund",
                                "2010",
                                "Page 3 of 3"));

        assertThat(lines(pdf))
                .containsExactly(
                        "Mara Lindqvist, mara@example.org",
                        "Head of Bakery",
                        "Baked rye",
                        "and wheat",
                        "Sold it all",
                        "Cook in Lund",
                        "2010");
    }

    @Test
    void moves_a_foot_that_every_page_has_to_the_end() {
        byte[] pdf =
                pages(
                        List.of("Head of Bakery", "Baked rye", "Mara, +46 18 12 34 56"),
                        List.of("Cook in Lund", "Cooked fish", "Mara, +46 18 12 34 56"));

        assertThat(lines(pdf))
                .containsExactly(
                        "Head of Bakery",
                        "Baked rye",
                        "Cook in Lund",
                        "Cooked fish",
                        "Mara, +46 18 12 34 56");
    }

    @SafeVarargs
    private static byte[] pages(List<String>... pages) {
        try (PDDocument document = new PDDocument()) {
            for (List<String> lines : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    Samples.lines(content, 60, 760, 10, lines);
                }
            }
            return bytes(document);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void reads_dots_that_are_drawn_as_signs_of_a_list() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    Samples.lines(
                            page, 60, 700, 10, List.of("Head of Bakery", "Baked rye bread daily"));
                    page.addRect(50, 687, 3, 3);
                    page.fill();
                });

        assertThat(lines(pdf)).containsExactly("Head of Bakery", "• Baked rye bread daily");
    }

    @Test
    void joins_headings_that_are_set_letter_by_letter() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    Samples.lines(page, 60, 700, 10, List.of("W O R K   E X P E R I E N C E"));
                    page.setCharacterSpacing(5);
                    Samples.lines(page, 60, 650, 10, List.of("WORK HISTORY"));
                    page.setCharacterSpacing(0);
                    Samples.lines(page, 60, 620, 10, List.of("Baker in Uppsala"));
                });

        assertThat(lines(pdf))
                .containsExactly("WORK EXPERIENCE", "WORK HISTORY", "Baker in Uppsala");
    }

    @Test
    void moves_dates_over_two_lines_beside_a_job_onto_its_line() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    for (int at = 0; at < 3; at++) {
                        int y = 700 - 80 * at;
                        Samples.lines(
                                page,
                                60,
                                y,
                                10,
                                List.of("June 201" + at + " to", "May 201" + (at + 1)));
                        Samples.lines(
                                page,
                                180,
                                y,
                                10,
                                List.of(
                                        "Baker number " + at,
                                        "Upper Bakery of the old town of Uppsala",
                                        "Baked nine kinds of bread for hotels and schools"));
                    }
                });

        assertThat(lines(pdf).subList(0, 3))
                .containsExactly(
                        "June 2010 to May 2011\tBaker number 0",
                        "Upper Bakery of the old town of Uppsala",
                        "Baked nine kinds of bread for hotels and schools");
    }

    @Test
    void believes_what_a_mark_says_of_a_line_end_and_not_of_legible_words() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    Samples.lines(
                            page, 60, 700, 10, List.of("I have baked bread for years and sold"));
                    marked(page, "Kubernetes", "it");
                });

        assertThat(lines(pdf)).containsExactly("I have baked bread for years and sold", "it");
    }

    private static void marked(PDPageContentStream page, String actual, String drawn)
            throws IOException {
        COSDictionary properties = new COSDictionary();
        properties.setString(COSName.ACTUAL_TEXT, actual);
        page.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(properties));
        Samples.lines(page, 60, 686, 10, List.of(drawn));
        page.endMarkedContent();
    }

    @Test
    void reads_the_values_of_a_form_that_has_no_looks_yet() throws IOException {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDAcroForm form = new PDAcroForm(document);
            var resources = new org.apache.pdfbox.pdmodel.PDResources();
            resources.put(
                    COSName.getPDFName("Helv"),
                    new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            form.setDefaultResources(resources);
            form.setDefaultAppearance("/Helv 10 Tf 0 g");
            document.getDocumentCatalog().setAcroForm(form);
            PDTextField field = new PDTextField(form);
            field.setPartialName("name");
            field.setDefaultAppearance("/Helv 10 Tf 0 g");
            form.getFields().add(field);
            var widget = field.getWidgets().getFirst();
            widget.setRectangle(new PDRectangle(60, 700, 300, 20));
            widget.setPage(page);
            page.getAnnotations().add(widget);
            field.getCOSObject().setString(COSName.V, "Mara Lindqvist, head of bakery, Uppsala");
            pdf = bytes(document);
        }

        assertThat(lines(pdf)).containsExactly("Mara Lindqvist, head of bakery, Uppsala");
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static List<String> lines(byte[] pdf) {
        ParseOutcome outcome = new ContentParser(ParseLimits.usual()).parse(pdf, "a.pdf");
        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        return ((ParsedDocument) outcome).text().lines().filter(line -> !line.isEmpty()).toList();
    }
}
