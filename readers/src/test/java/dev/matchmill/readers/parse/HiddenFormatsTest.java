package dev.matchmill.readers.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resumes stuffed with a keyword that nobody sees. */
class HiddenFormatsTest {

    private static final String SEEN = "Warehouse supervisor who counts every pallet twice";
    private static final String STUFFED = "Kubernetes";

    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".x{display:none}",
                ".x { visibility : hidden }",
                "p.x{font-size:1px}",
                "#y{position:absolute;left:-5000px}",
                "body{background:#fff} .x{color:#FFF;background:white} #y{margin:0}",
                ".x{opacity:0}",
                ".x{height:0;overflow:hidden}",
                ".a,.x{clip:rect(0,0,0,0)}",
                "@media screen{.x{display:none}}"
            })
    void leaves_out_what_a_sheet_of_styles_hides(String sheet) {
        ParsedDocument page = page(sheet);

        assertThat(page.text()).contains(SEEN).doesNotContain(STUFFED);
        assertThat(page.hiddenCharacters()).isEqualTo(STUFFED.length());
        assertThat(page.hidesText()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".x{color:#fff;background:#123}",
                ".dark .x{background-color:navy} .x{color:white}",
                "@media print{.x{display:none}}",
                ".x{display:none} #y{display:block}",
                ".z .x{display:none}",
                ".x:hover{display:none}",
                "div{font-size:0} .x{font-size:12px}",
                ".x{display:none /* } */; display:block}"
            })
    void keeps_what_a_sheet_of_styles_shows(String sheet) {
        assertThat(page(sheet).text()).contains(STUFFED);
        assertThat(page(sheet).hiddenCharacters()).isZero();
    }

    private static ParsedDocument page(String sheet) {
        String page =
                "<!DOCTYPE html><html><head><style>"
                        + sheet
                        + "</style></head><body><p>"
                        + SEEN
                        + "</p><div><p class='x' id='y'>"
                        + STUFFED
                        + "</p></div></body></html>";
        return parsed(page.getBytes(UTF_8), "resume.html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:vanish/>",
                "<w:sz w:val='2'/>",
                "<w:color w:val='FFFFFF'/>",
                "<w:color w:val='FEFEFE'/>"
            })
    void leaves_out_what_a_style_of_a_word_document_hides(String properties) {
        ParsedDocument byParagraph =
                word(properties, "<w:pPr><w:pStyle w:val='Inner'/></w:pPr>", "");
        ParsedDocument byRun = word(properties, "", "<w:rPr><w:rStyle w:val='Inner'/></w:rPr>");

        assertThat(byParagraph.text()).isEqualTo(SEEN);
        assertThat(byRun.text()).isEqualTo(SEEN);
        assertThat(byRun.hiddenCharacters()).isEqualTo(STUFFED.length());
    }

    @Test
    void keeps_what_a_run_shows_against_its_style() {
        String run = "<w:rPr><w:rStyle w:val='Inner'/><w:vanish w:val='0'/></w:rPr>";

        assertThat(word("<w:vanish/>", "", run).text()).contains(STUFFED);
    }

    private static ParsedDocument word(String style, String paragraph, String run) {
        String styles =
                "<w:styles xmlns:w='"
                        + W
                        + "'><w:style w:styleId='Outer'><w:rPr>"
                        + style
                        + "</w:rPr></w:style><w:style w:styleId='Inner'><w:basedOn w:val='Outer'/>"
                        + "</w:style></w:styles>";
        String body =
                "<w:p><w:r><w:t>"
                        + SEEN
                        + "</w:t></w:r></w:p><w:p>"
                        + paragraph
                        + "<w:r>"
                        + run
                        + "<w:t>"
                        + STUFFED
                        + "</w:t></w:r></w:p>";
        return parsed(Samples.docx(body, Map.of("styles", styles)), "resume.docx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text:display='none'", "fo:font-size='1pt'", "fo:color='#ffffff'"})
    void leaves_out_what_an_open_document_hides(String properties) {
        String styles =
                "<office:automatic-styles><style:style style:name='T1'><style:text-properties "
                        + properties
                        + "/></style:style></office:automatic-styles>";
        String body =
                "<text:p>"
                        + SEEN
                        + "<text:span text:style-name='T1'>"
                        + STUFFED
                        + "</text:span></text:p>";
        ParsedDocument odt = parsed(Samples.odt("", styles, body), "resume.odt");

        assertThat(odt.text()).isEqualTo(SEEN);
        assertThat(odt.hiddenCharacters()).isEqualTo(STUFFED.length());
    }

    @Test
    void counts_what_an_rtf_hides() {
        String rtf = "{\\rtf1\\ansi {\\v " + STUFFED + "}" + SEEN + "\\par}";

        assertThat(parsed(rtf.getBytes(UTF_8), "resume.rtf").hiddenCharacters())
                .isEqualTo(STUFFED.length());
    }

    private interface Hiding {
        void draw(PDDocument document, PDPageContentStream page) throws IOException;
    }

    @Test
    void leaves_out_text_that_a_box_covers() {
        hides((_, page) -> {
            stuff(page);
            page.setNonStrokingColor(Color.LIGHT_GRAY);
            page.addRect(50, 590, 200, 30);
            page.fill();
        });
    }

    @Test
    void leaves_out_text_below_a_picture() {
        hides((document, page) -> {
            stuff(page);
            var image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
            page.drawImage(LosslessFactory.createFromImage(document, image), 50, 590, 200, 30);
        });
    }

    @Test
    void leaves_out_text_that_is_clear() {
        hides((_, page) -> {
            PDExtendedGraphicsState clear = new PDExtendedGraphicsState();
            clear.setNonStrokingAlphaConstant(0f);
            page.setGraphicsStateParameters(clear);
            stuff(page);
        });
    }

    @Test
    void leaves_out_text_that_is_clipped_away() {
        hides((_, page) -> {
            page.addRect(300, 300, 50, 50);
            page.clip();
            stuff(page);
        });
    }

    @Test
    void leaves_out_a_layer_that_is_switched_off() {
        hides((document, page) -> {
            PDOptionalContentGroup group = new PDOptionalContentGroup("notes");
            PDOptionalContentProperties layers = new PDOptionalContentProperties();
            layers.addGroup(group);
            layers.setGroupEnabled(group, false);
            document.getDocumentCatalog().setOCProperties(layers);
            page.beginMarkedContent(COSName.OC, group);
            stuff(page);
            page.endMarkedContent();
        });
    }

    @Test
    void keeps_text_on_a_box_and_below_a_glass() {
        byte[] pdf =
                Samples.pdf((_, page) -> {
                    page.setNonStrokingColor(Color.LIGHT_GRAY);
                    page.addRect(50, 590, 500, 200);
                    page.fill();
                    page.setNonStrokingColor(Color.BLACK);
                    Samples.lines(page, 60, 700, 10, List.of(SEEN));
                    PDExtendedGraphicsState glass = new PDExtendedGraphicsState();
                    glass.setNonStrokingAlphaConstant(0.3f);
                    page.setGraphicsStateParameters(glass);
                    page.setNonStrokingColor(Color.YELLOW);
                    page.addRect(50, 690, 400, 20);
                    page.fill();
                });

        assertThat(parsed(pdf, "a.pdf").text()).isEqualTo(SEEN);
        assertThat(parsed(pdf, "a.pdf").hidesText()).isFalse();
    }

    private static void stuff(PDPageContentStream page) throws IOException {
        Samples.lines(page, 60, 600, 10, List.of(STUFFED));
    }

    private static void hides(Hiding hiding) {
        byte[] pdf =
                Samples.pdf((document, page) -> {
                    page.saveGraphicsState();
                    hiding.draw(document, page);
                    page.restoreGraphicsState();
                    Samples.lines(page, 60, 700, 10, List.of(SEEN));
                });
        ParsedDocument parsed = parsed(pdf, "a.pdf");

        assertThat(parsed.text()).isEqualTo(SEEN);
        assertThat(parsed.hiddenCharacters()).isEqualTo(STUFFED.length());
    }

    private static ParsedDocument parsed(byte[] content, String name) {
        ParseOutcome outcome = new ContentParser(ParseLimits.usual()).parse(content, name);
        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        return (ParsedDocument) outcome;
    }
}
