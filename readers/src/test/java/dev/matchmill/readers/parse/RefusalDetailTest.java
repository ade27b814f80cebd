package dev.matchmill.readers.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalDetailTest {

    private static final String CANARY = "zanzeroth";
    private static final ContentParser PARSER = new ContentParser(ParseLimits.usual());

    static Stream<Arguments> failingFiles() {
        String doctype = "<!DOCTYPE " + CANARY + " SYSTEM \"file:///" + CANARY + "\">";
        byte[] docx = Samples.docx("", "<w:p>" + CANARY + "</w:p>");
        return Stream.of(
                file("text", CANARY),
                file("json", "{\"name\": \"" + CANARY + "\"}"),
                file("xml", "<?xml version='1.0'?><" + CANARY + ">"),
                file("script", "#!/bin/" + CANARY + "\necho " + CANARY + "\n"),
                file("pdf", "%PDF-1.4\n1 0 obj <</Title(" + CANARY + ")/" + CANARY),
                file("rtf", "{\\rtf1\\" + CANARY + " " + CANARY),
                file("rtf", "{\\rtf1 " + "{".repeat(2_000) + CANARY),
                file(
                        "html",
                        "<html><title>" + CANARY + "</title>" + ("<" + CANARY + ">").repeat(3_000)),
                file("mail", "From: " + CANARY + "\nSubject: " + CANARY + "\n\n.\n"),
                file("doctype.docx", Samples.docx(doctype, "<w:p/>")),
                file("tag.docx", Samples.docx("", "<" + CANARY + "></oh>")),
                file("prefix.docx", Samples.docx("", "<" + CANARY + ":x/>")),
                file("entity.odt", Samples.odt("", "&" + CANARY + ";")),
                file("deep.odt", Samples.odt("", ("<" + CANARY + ">").repeat(500))),
                file("cut.docx", Arrays.copyOf(docx, docx.length - 40)),
                file("names.zip", Samples.zip(List.of(Map.entry(CANARY + "/a", CANARY)))),
                file(
                        "kind.zip",
                        Samples.zip(List.of(Map.entry("mimetype", "application/" + CANARY)))),
                file("stream.doc", Bombs.compound(CANARY)),
                file("bomb.docx", Bombs.nested(CANARY.getBytes(UTF_8), 9)));
    }

    private static Arguments file(String name, String content) {
        return file(name, content.getBytes(UTF_8));
    }

    private static Arguments file(String name, byte[] content) {
        return Arguments.of(name, content);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failingFiles")
    void a_detail_repeats_nothing_of_the_file_or_its_name(String name, byte[] content) {
        assertThat(PARSER.parse(content, CANARY + "/" + CANARY + " " + name))
                .isInstanceOfSatisfying(
                        RefusedDocument.class,
                        refused -> assertThat(refused.detail()).doesNotContain(CANARY));
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void the_documentation_names_every_reason_with_its_category(RejectionReason reason)
            throws IOException {
        String words =
                switch (reason.category()) {
                    case REJECT -> "final";
                    case RETRY_LATER -> "retry later";
                    case OPERATOR -> "operator";
                };

        assertThat(Files.readAllLines(Path.of("README.md")))
                .as(reason.name().toLowerCase(Locale.ROOT))
                .anyMatch(line ->
                        line.startsWith("| `")
                                && line.contains("`" + reason.name() + "`")
                                && line.contains(" | " + words + " | "));
    }

    @Test
    void a_container_says_what_it_is_when_we_know_that_kind() {
        byte[] book = Samples.zip(List.of(Map.entry("mimetype", "application/epub+zip")));

        assertThat(PARSER.parse(book, "a.epub"))
                .isEqualTo(
                        new RefusedDocument(
                                RejectionReason.UNSUPPORTED_TYPE, "application/epub+zip"));
    }
}
