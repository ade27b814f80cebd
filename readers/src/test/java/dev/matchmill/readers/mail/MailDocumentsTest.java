package dev.matchmill.readers.mail;

import static dev.matchmill.readers.mail.Letters.attachment;
import static dev.matchmill.readers.mail.Letters.message;
import static dev.matchmill.readers.mail.Letters.named;
import static dev.matchmill.readers.mail.Letters.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.DocumentReadException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailDocumentsTest {

    @Test
    void the_attachment_is_the_document_and_the_letter_is_none() throws Exception {
        String message = message("", text("Dear all"), named("cv.pdf", "RESUME"));

        assertThat(documents(message)).containsExactly("cv.pdf=RESUME");
    }

    @Test
    void names_come_decoded_from_every_way_of_writing_them() throws Exception {
        String message =
                message(
                        "",
                        attachment(
                                """
                                Content-Type: application/pdf
                                Content-Disposition: attachment;
                                 filename*0*=UTF-8''Zo%C3%AB%20;
                                 filename*1="Marl";
                                 filename*2*=ow%2Epdf
                                """,
                                "1"),
                        attachment(
                                "Content-Type: application/msword;"
                                        + " name=\"=?iso-8859-1?Q?Ren=E9=2Edoc?=\"",
                                "2"),
                        attachment(
                                "Content-Disposition: attachment; filename=J\u00FCrgen CV.pdf",
                                "3"),
                        attachment(
                                "Content-Disposition: attachment;"
                                        + " filename*=iso-8859-1'de'M%FCller.rtf",
                                "4"),
                        attachment(
                                "Content-Disposition: attachment;"
                                        + " filename=\"../../etc/a\\\"b.txt\"",
                                "5"));

        assertThat(documents(message))
                .containsExactly(
                        "Zo\u00EB Marlow.pdf=1",
                        "Ren\u00E9.doc=2",
                        "J\u00FCrgen CV.pdf=3",
                        "M\u00FCller.rtf=4",
                        ".._.._etc_a\"b.txt=5");
    }

    @Test
    void what_mailers_attach_by_themselves_is_no_document() throws Exception {
        String message =
                message(
                        "",
                        text("Hello"),
                        attachment("Content-Type: image/png; name=logo.png\nContent-ID: <l1>", "x"),
                        attachment(
                                "Content-Type: image/jpeg\n"
                                        + "Content-Disposition: inline; filename=a.jpg",
                                "x"),
                        attachment("Content-Type: image/png; name=image001.png", "x"),
                        attachment("Content-Type: text/calendar; name=invite.ics", "x"),
                        attachment("Content-Type: application/octet-stream; name=card.vcf", "x"),
                        attachment(
                                "Content-Type: application/pkcs7-signature; name=smime.p7s", "x"),
                        named("Fenwick.pdf", "R"),
                        attachment(
                                "Content-Type: image/jpeg\nContent-Disposition: attachment;"
                                        + " filename=scan.jpg",
                                "S"));

        assertThat(documents(message)).containsExactly("Fenwick.pdf=R", "scan.jpg=S");
    }

    @Test
    void cover_letters_and_certificates_stay_out_unless_nothing_else_is_there() throws Exception {
        String cover = named("AdaFenwick_CoverLetter.pdf", "C");
        String certificate = named("Arbeitszeugnis 2019.pdf", "Z");

        assertThat(documents(message("", cover, certificate, named("fenwick.pdf", "R"))))
                .containsExactly("fenwick.pdf=R");
        assertThat(documents(message("", cover, certificate)))
                .containsExactly("AdaFenwick_CoverLetter.pdf=C", "Arbeitszeugnis 2019.pdf=Z");
        assertThat(documents(message("", named("cv_and_cover_letter.pdf", "B"), cover)))
                .containsExactly("cv_and_cover_letter.pdf=B");
    }

    @Test
    void without_an_attachment_the_message_is_the_document_in_its_character_set() throws Exception {
        String plain =
                "From: a@example.org\nContent-Type: text/plain; charset=iso-8859-15\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\nJos=E9 =A4 soft=\n end";
        String both =
                """
                From: a@example.org
                Content-Type: multipart/alternative; boundary=x

                --x
                Content-Type: text/html

                <p>web
                --x
                Content-Type: text/plain

                words
                --x--
                """;

        assertThat(documents(plain)).containsExactly("message.txt=Jos\u00E9 \u20AC soft end");
        assertThat(documents(both)).containsExactly("message.txt=words");
        assertThat(documents("Subject: x\nContent-Type: text/html\n\n<p>\u00E9"))
                .containsExactly("message.html=\uFEFF<p>\u00E9");
        assertThat(documents("Subject: nothing\n\n")).containsExactly("message.txt=");
    }

    @Test
    void a_message_within_brings_its_documents() throws Exception {
        String inner =
                message("Message-ID: <inner@example.org>", text("me"), named("inner.pdf", "I"));
        String outer =
                message(
                        "Subject: Fwd: application",
                        text("see below"),
                        "--b1\nContent-Type: message/rfc822\n\n" + inner.replace("b1", "b2"));

        List<MailDocument> documents = MailDocuments.of(bytes(outer));

        assertThat(documents(outer)).containsExactly("inner.pdf=I");
        assertThat(documents.getFirst().headers().first("message-id"))
                .isEqualTo("<inner@example.org>");
        assertThat(documents.getFirst().forwarded()).isFalse();
    }

    @Test
    void outlooks_winmail_is_opened() throws Exception {
        byte[] tnef = tnef("RESUME~1.PDF", "R\u00E9sum\u00E9 Fenwick.pdf", "inside");
        String part =
                "--b1\nContent-Type: application/ms-tnef; name=winmail.dat\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(tnef)
                        + "\n";

        assertThat(documents(message("", part)))
                .containsExactly("R\u00E9sum\u00E9 Fenwick.pdf=inside");
        for (int length = 0; length < tnef.length; length++) {
            assertThat(TnefAttachments.of(java.util.Arrays.copyOf(tnef, length)).size())
                    .isLessThan(2);
        }
    }

    @Test
    void equal_attachments_count_once_and_equal_names_get_a_number() throws Exception {
        String message =
                message("", named("cv.pdf", "1"), named("cv.pdf", "1"), named("cv.pdf", "2"));

        assertThat(documents(message)).containsExactly("cv.pdf=1", "cv~2.pdf=2");
    }

    @Test
    void a_message_that_is_cut_off_brings_what_there_is() throws Exception {
        String message = message("", text("x"), named("cv.pdf", "RESUME"));
        String cut = message.substring(0, message.indexOf("--b1--"));

        assertThat(documents(cut)).containsExactly("cv.pdf=RESUME");
    }

    @Test
    void a_message_nested_too_deeply_is_refused() {
        StringBuilder deep = new StringBuilder();
        for (int level = 0; level < 60; level++) {
            deep.append(
                    "Content-Type: multipart/mixed; boundary=d%d\n\n--d%1$d\n".formatted(level));
        }

        assertThatThrownBy(() -> documents(deep.toString()))
                .isInstanceOfSatisfying(
                        DocumentReadException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectionReason.TOO_DEEP));
    }

    private static List<String> documents(String message) throws Exception {
        return MailDocuments.of(bytes(message)).stream()
                .map(d -> d.name() + "=" + new String(d.content(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tnef(String title, String longName, String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(6).putInt(0x223E9F78).putShort((short) 1).array());
        attribute(out, 0x00069002, new byte[14]);
        attribute(out, 0x00018010, (title + "\0").getBytes(StandardCharsets.US_ASCII));
        attribute(out, 0x0006800F, content.getBytes(StandardCharsets.US_ASCII));
        byte[] name = (longName + "\0").getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer properties = little(4 + 8 + 12 + (name.length + 3) / 4 * 4);
        properties.putInt(2).putShort((short) 3).putShort((short) 0x0E20).putInt(7);
        properties.putShort((short) 0x1F).putShort((short) 0x3707).putInt(1).putInt(name.length);
        properties.put(name);
        attribute(out, 0x00069005, bytes(properties));
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int id, byte[] value) {
        out.writeBytes(bytes(little(9).put((byte) 2).putInt(id).putInt(value.length)));
        out.writeBytes(value);
        out.writeBytes(new byte[2]);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        return bytes;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
