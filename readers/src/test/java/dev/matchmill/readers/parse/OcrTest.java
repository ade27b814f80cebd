package dev.matchmill.readers.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.RejectionReason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program that says what it was called with instead of reading. */
class OcrTest {

    private static final String WORDS = "Mara Lindqvist, baker in Uppsala since 2019";

    @TempDir Path folder;

    @Test
    void reads_a_scanned_pdf_with_the_program_that_is_set() throws IOException {
        ParseOutcome outcome =
                parser("echo \"" + WORDS + " $2 $3 $4\"").parse(Samples.scan(), "a.pdf");

        assertThat(outcome).isInstanceOf(ParsedDocument.class);
        assertThat(((ParsedDocument) outcome).text()).isEqualTo(WORDS + " stdout -l eng+deu");
        assertThat(((ParsedDocument) outcome).mediaType()).isEqualTo("application/pdf");
    }

    @Test
    void reads_a_picture_only_when_it_is_switched_on() throws IOException {
        byte[] picture = picture(300, 200);

        assertThat(parser("echo " + WORDS).parse(picture, "a.png"))
                .isInstanceOfSatisfying(
                        ParsedDocument.class,
                        parsed -> assertThat(parsed.mediaType()).isEqualTo("image/png"));
        assertThat(new ContentParser(ParseLimits.usual()).parse(picture, "a.png"))
                .isEqualTo(new RefusedDocument(RejectionReason.UNSUPPORTED_TYPE, "image/png"));
    }

    @Test
    void gives_a_page_to_the_program_with_no_more_pixels_than_set() throws IOException {
        // A PNG says its width and height in bytes 16 to 23.
        String size = "od -An -tu1 -j16 -N8 \"$1\" | tr -s ' \\n' ' '; echo " + WORDS;
        ParseOutcome outcome = parser(size).parse(picture(2_000, 1_000), "a.png");

        assertThat(((ParsedDocument) outcome).text()).startsWith("0 0 1 144 0 0 0 200 ");
    }

    @Test
    void a_scan_needs_recognition_still_when_the_program_fails_or_takes_too_long()
            throws IOException {
        var failed = new RefusedDocument(RejectionReason.NEEDS_OCR, "text recognition failed");

        assertThat(parser("exit 1").parse(Samples.scan(), "a.pdf")).isEqualTo(failed);
        assertThat(parser("exec sleep 60").parse(Samples.scan(), "a.pdf")).isEqualTo(failed);
    }

    @Test
    void leaves_no_file_behind() throws IOException {
        String seen = folder.resolve("seen").toString();
        parser("echo \"$1\" > " + seen + "; echo " + WORDS).parse(Samples.scan(), "a.pdf");

        assertThat(Path.of(Files.readString(Path.of(seen)).strip())).doesNotExist();
    }

    @Test
    void refuses_settings_that_name_no_program() {
        assertThatThrownBy(() -> settings(folder.resolve("nothing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("install tesseract-ocr");
    }

    private ContentParser parser(String script) throws IOException {
        Path program = folder.resolve("tesseract");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new ContentParser(ParseLimits.usual(), settings(program));
    }

    private static OcrSettings settings(Path program) {
        return new OcrSettings(
                true, program.toString(), "eng+deu", Duration.ofSeconds(5), 2, 100_000);
    }

    private static byte[] picture(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
