package dev.matchmill.readers.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;

class PdfTextTest {

    private static final List<String> SIDEBAR =
            List.of("Contact", "Uppsala", "Skills", "Baking", "Pastry", "Leadership");
    private static final List<String> MAIN =
            List.of(
                    "Experience",
                    "Head of the bakery in the old town of Uppsala",
                    "Planned the work of nine people and the night shifts",
                    "Introduced sourdough bread and doubled the sales",
                    "Trained four apprentices to their diploma",
                    "Wrote the recipes and the cost sheets for all products",
                    "Education",
                    "Diploma in food technology");

    @Test
    void reads_a_full_width_heading_first_and_then_one_column_after_the_other() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    String heading = "Mara Lindqvist - Head of Bakery and Pastry, Uppsala";
                    Samples.lines(page, 60, 790, 18, List.of(heading));
                    for (int at = 0; at < MAIN.size(); at++) {
                        Samples.lines(page, 210, 740 - 15 * at, 10, MAIN.subList(at, at + 1));
                    }
                    Samples.lines(page, 60, 733, 10, SIDEBAR);
                });

        List<String> lines = lines(pdf);

        assertThat(lines.getFirst()).startsWith("Mara Lindqvist");
        assertThat(lines.subList(1, 1 + SIDEBAR.size())).isEqualTo(SIDEBAR);
        assertThat(lines.subList(1 + SIDEBAR.size(), lines.size())).isEqualTo(MAIN);
    }

    @Test
    void keeps_dates_at_the_right_margin_on_the_line_of_their_job() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    List<String> jobs =
                            List.of("Baker, Uppsala", "Cook, Lund", "Waiter, Malmo", "Host, Ystad");
                    Samples.lines(page, 60, 700, 10, jobs);
                    Samples.lines(page, 480, 700, 10, List.of("2019", "2015", "2012", "2010"));
                });

        assertThat(lines(pdf))
                .containsExactly(
                        "Baker, Uppsala\t2019",
                        "Cook, Lund\t2015",
                        "Waiter, Malmo\t2012",
                        "Host, Ystad\t2010");
    }

    @Test
    void leaves_out_what_nobody_can_see() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    Samples.lines(page, 60, 700, 10, List.of("A visible line about baking bread"));
                    page.setNonStrokingColor(Color.WHITE);
                    Samples.lines(page, 60, 650, 10, List.of("white keywords"));
                    page.setNonStrokingColor(Color.BLACK);
                    Samples.lines(page, 60, 620, 1, List.of("tiny keywords"));
                    Samples.lines(page, 700, 600, 10, List.of("keywords off the page"));
                    page.setRenderingMode(RenderingMode.NEITHER);
                    Samples.lines(page, 60, 580, 10, List.of("invisible keywords"));
                });

        assertThat(lines(pdf)).containsExactly("A visible line about baking bread");
    }

    @Test
    void keeps_white_text_on_a_dark_sidebar() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    page.setNonStrokingColor(new Color(20, 40, 80));
                    page.addRect(0, 0, 200, 842);
                    page.fill();
                    page.setNonStrokingColor(Color.WHITE);
                    Samples.lines(page, 30, 700, 10, List.of("Bread, pastry and cold kitchen"));
                    page.setNonStrokingColor(new Color(20, 40, 80));
                    Samples.lines(page, 30, 600, 10, List.of("blue on blue"));
                });

        assertThat(lines(pdf)).containsExactly("Bread, pastry and cold kitchen");
    }

    @Test
    void takes_the_invisible_text_of_a_scan_that_was_recognized() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    page.setRenderingMode(RenderingMode.NEITHER);
                    List<String> line =
                            List.of("Words that a machine read off the picture of a page");
                    Samples.lines(page, 60, 700, 10, line);
                    Samples.lines(page, 60, 600, 10, line);
                    Samples.lines(page, 60, 500, 10, line);
                });
        byte[] scanned =
                Samples.pdf((document, page) -> {
                    var image = new java.awt.image.BufferedImage(20, 28, 1);
                    page.drawImage(
                            org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory
                                    .createFromImage(document, image),
                            0,
                            0,
                            595,
                            842);
                    page.setRenderingMode(RenderingMode.NEITHER);
                    List<String> line =
                            List.of("Words that a machine read off the picture of a page");
                    Samples.lines(page, 60, 700, 10, line);
                    Samples.lines(page, 60, 600, 10, line);
                    Samples.lines(page, 60, 500, 10, line);
                });

        assertThat(new ContentParser(ParseLimits.usual()).parse(pdf, "a.pdf"))
                .isInstanceOf(RefusedDocument.class);
        assertThat(lines(scanned)).hasSize(3).allMatch(line -> line.startsWith("Words that"));
    }

    @Test
    void joins_a_word_parted_at_the_end_of_a_line_and_keeps_real_hyphens() {
        byte[] pdf =
                Samples.pdf((_, page) ->
                        Samples.lines(
                                page,
                                60,
                                700,
                                10,
                                List.of(
                                        "Responsible for the plan-",
                                        "ning of long-",
                                        "term purchases")));

        assertThat(lines(pdf))
                .containsExactly("Responsible for the planning", "of long-term", "purchases");
    }

    @Test
    void collects_the_targets_of_link_annotations() throws IOException {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDAnnotationLink link = new PDAnnotationLink();
            PDActionURI action = new PDActionURI();
            action.setURI("https://example.org/mara");
            link.setAction(action);
            link.setRectangle(new PDRectangle(60, 700, 100, 12));
            page.getAnnotations().add(link);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                Samples.lines(content, 60, 700, 10, List.of("Find more about my work on my page"));
            }
            var out = new java.io.ByteArrayOutputStream();
            document.save(out);
            pdf = out.toByteArray();
        }

        ParsedDocument parsed =
                (ParsedDocument) new ContentParser(ParseLimits.usual()).parse(pdf, "a.pdf");

        assertThat(parsed.linkTargets()).containsExactly("https://example.org/mara");
    }

    @Test
    void reads_a_page_that_is_turned_like_an_upright_one() throws IOException {
        byte[] turned;
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(turnedPage())) {
            document.getPage(0).setRotation(90);
            var out = new java.io.ByteArrayOutputStream();
            document.save(out);
            turned = out.toByteArray();
        }

        assertThat(lines(turned))
                .containsExactly("First line of the page", "Second line of the page");
    }

    private static byte[] turnedPage() {
        return Samples.pdf((_, page) -> {
            page.transform(org.apache.pdfbox.util.Matrix.getRotateInstance(Math.PI / 2, 595, 0));
            Samples.lines(
                    page,
                    60,
                    400,
                    10,
                    List.of("First line of the page", "Second line of the page"));
        });
    }

    private static List<String> lines(byte[] pdf) {
        ParseOutcome outcome = new ContentParser(ParseLimits.usual()).parse(pdf, "a.pdf");
        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        return ((ParsedDocument) outcome).text().lines().filter(line -> !line.isEmpty()).toList();
    }
}
