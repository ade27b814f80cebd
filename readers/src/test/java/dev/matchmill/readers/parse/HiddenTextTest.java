package dev.matchmill.readers.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTextTest {

    private static final ContentParser PARSER = new ContentParser(ParseLimits.usual());
    private static final String SEEN = "Warehouse supervisor who counts every pallet twice";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p hidden>Kubernetes</p>",
                "<p style='display: none'>Kubernetes</p>",
                "<div style='VISIBILITY:hidden'><p>Kubernetes</p></div>",
                "<span style='font-size:0'>Kubernetes</span>",
                "<span style='font-size: 1px; line-height:1px'>Kubernetes</span>",
                "<span style='color:#ffffff'>Kubernetes</span>",
                "<span style='color: white'>Kubernetes</span>",
                "<span style='color:rgb(255, 255, 255)'>Kubernetes</span>",
                "<p style='opacity:0'>Kubernetes</p>",
                "<p style='position:absolute;left:-9999px'>Kubernetes</p>"
            })
    void leaves_out_what_a_web_page_hides(String hidden) {
        assertThat(html(hidden)).contains("pallet twice").doesNotContain("Kubernetes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='font-size:10px'>Kubernetes</p>",
                "<p style='font-size:1.2em'>Kubernetes</p>",
                "<div style='background:#123'><p style='color:white'>Kubernetes</p></div>",
                "<div class='dark'><p style='color:#fff'>Kubernetes</p></div>",
                "<table><tr><td bgcolor='navy' style='color:#fff'>Kubernetes</td></tr></table>",
                "<p style='opacity:0.9;border-color:white'>Kubernetes</p>"
            })
    void keeps_what_a_web_page_shows(String shown) {
        assertThat(html(shown)).contains("Kubernetes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\v Kubernetes}",
                "\\v Kubernetes\\v0 ",
                "{\\v Kube\\'72netes \\u75?ubernetes}",
                "{\\fs2 Kubernetes}",
                "{\\cf2 Kubernetes}"
            })
    void leaves_out_what_an_rtf_hides(String hidden) {
        assertThat(rtf(hidden)).contains("pallet twice").contains("end").doesNotContain("ernetes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\fs20 Kubernetes}",
                "{\\cf1 Kubernetes}",
                "{\\cf2\\highlight1 Kubernetes}",
                "{\\v0 Kubernetes}",
                "{\\plain Kubernetes}"
            })
    void keeps_what_an_rtf_shows(String shown) {
        assertThat(rtf(shown)).contains("Kubernetes").contains("Gr\u00FCn").contains("end");
    }

    private static String html(String part) {
        return text("<!DOCTYPE html><html><body><p>" + SEEN + "</p>" + part + "</body></html>");
    }

    private static String rtf(String part) {
        return text(
                "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}"
                        + "{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}\\f0 "
                        + SEEN
                        + " Gr\\u252?n \\par "
                        + part
                        + "\\par the end\\par}");
    }

    private static String text(String content) {
        ParseOutcome outcome = PARSER.parse(content.getBytes(UTF_8), "resume");
        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        return ((ParsedDocument) outcome).text();
    }
}
