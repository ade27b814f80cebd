package dev.matchmill.readers.mail;

import static dev.matchmill.readers.mail.Letters.message;
import static dev.matchmill.readers.mail.Letters.named;
import static dev.matchmill.readers.mail.Letters.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSourceTest {

    private static final String FROM = "From ada@example.org Mon Mar  2 10:30:00 2026\n";

    @TempDir private Path folder;

    @Test
    void each_message_of_an_mbox_brings_its_documents() throws IOException {
        Path file =
                mbox(
                        FROM + message("Message-ID: <1@x>", named("a.pdf", "A")),
                        FROM + message("Message-ID: <2@x>", named("a.pdf", "B")));

        List<DocumentRef> refs = list(MailSource.mbox(file));

        assertThat(refs)
                .extracting(ref -> ref.externalId().replaceAll("[0-9a-f]{12}", "#"))
                .containsExactly("2026-03-02-#/a.pdf", "2026-03-02-#/a.pdf");
        assertThat(refs).extracting(DocumentRef::externalId).doesNotHaveDuplicates();
        assertThat(texts(MailSource.mbox(file))).containsExactly("A", "B");
    }

    @Test
    void lines_that_begin_with_from_are_told_apart_from_messages() throws IOException {
        String body = "one\n\nFrom the beginning I cooked.\n\n>From quoted\n>>From twice\nend\n";
        Path file =
                mbox(
                        FROM + "Subject: x\n\n" + body,
                        "From -\nSubject: no date but a header\n\ntwo\n",
                        "From 1234@xxx Tue Mar 03 09:00:00 +0000 2026\nSubject: y\n\nthree\n");

        assertThat(texts(MailSource.mbox(file)))
                .extracting(String::strip)
                .containsExactly(
                        "one\n\nFrom the beginning I cooked.\n\nFrom quoted\n>From twice\nend",
                        "two",
                        "three");
    }

    @Test
    void ids_stay_when_the_mbox_grows_and_copies_of_a_message_count_once() throws IOException {
        String first = FROM + message("Message-ID: <1@x>", named("a.pdf", "A"));
        String second = FROM + message("Message-ID: <2@x>", named("b.pdf", "B"));
        List<DocumentRef> before = list(MailSource.mbox(mbox(first)));

        List<DocumentRef> after = list(MailSource.mbox(mbox(second, first, second)));

        assertThat(after).hasSize(2).containsAll(before);
    }

    @Test
    void a_document_is_not_mistaken_for_another_when_the_mbox_is_written_anew() throws IOException {
        String first = FROM + message("Message-ID: <1@x>", named("a.pdf", "A"));
        String second = FROM + message("Message-ID: <2@x>", named("a.pdf", "B"));
        MailSource source = MailSource.mbox(mbox(first));
        DocumentRef ref = list(source).getFirst();

        mbox(second);

        assertThatThrownBy(() -> source.read(ref, 100))
                .isInstanceOf(DocumentReadException.class)
                .hasMessage("no longer in the mailbox");
    }

    @Test
    void a_message_of_a_maildir_keeps_its_id_when_it_is_moved_and_flagged() throws IOException {
        Path fresh = maildir("new/1700.M1P2.host", message("", named("cv.pdf", "A")));
        maildir("tmp/1800.unfinished", message("", named("b.pdf", "B")));
        maildir("cur/.hidden", message("", named("c.pdf", "C")));
        MailSource source = MailSource.maildir(folder);
        List<DocumentRef> before = list(source);

        Files.move(fresh, folder.resolve("cur/1700.M1P2.host:2,RS"));

        assertThat(before)
                .extracting(DocumentRef::externalId)
                .containsExactly("1700.M1P2.host/cv.pdf");
        assertThat(source.read(before.getFirst(), 100)).asString().isEqualTo("A");
        assertThat(list(MailSource.maildir(folder))).isEqualTo(before);
        assertThat(MailSource.isMaildir(folder)).isTrue();
    }

    @Test
    void a_broken_message_is_listed_and_refused_and_its_neighbours_are_read() throws IOException {
        StringBuilder broken = new StringBuilder("Message-ID: <2@x>\n");
        for (int level = 0; level < 40; level++) {
            broken.append("Content-Type: multipart/mixed; boundary=d")
                    .append(level)
                    .append("\n\n--d")
                    .append(level)
                    .append('\n');
        }
        Path file =
                mbox(
                        FROM + message("Message-ID: <1@x>", named("a.pdf", "A")),
                        FROM + broken,
                        FROM + message("Message-ID: <3@x>", named("c.pdf", "C")));
        MailSource source = MailSource.mbox(file);
        List<DocumentRef> refs = list(source);

        assertThat(refs).hasSize(3);
        assertThat(refs.get(1).externalId()).matches("unread-[0-9a-f]{12}/message.eml");
        assertThatThrownBy(() -> source.read(refs.get(1), 100))
                .isInstanceOf(DocumentReadException.class);
        assertThat(source.read(refs.get(2), 100)).asString().isEqualTo("C");
    }

    @Test
    void only_what_a_message_says_itself_is_a_letter() throws IOException {
        Path file =
                mbox(
                        FROM + message("Message-ID: <1@x>", named("message.txt", "A")),
                        FROM + message("Message-ID: <2@x>", text("hello")));
        MailSource source = MailSource.mbox(file);

        assertThat(list(source)).extracting(source::isLetter).containsExactly(false, true);
    }

    private static List<DocumentRef> list(MailSource source) {
        try (var all = source.list()) {
            return all.toList();
        }
    }

    private static List<String> texts(MailSource source) throws IOException {
        List<String> texts = new java.util.ArrayList<>();
        for (DocumentRef ref : list(source)) {
            texts.add(new String(source.read(ref, 10_000), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private Path mbox(String... messages) throws IOException {
        return Files.writeString(folder.resolve("in.mbox"), String.join("\n", messages));
    }

    private Path maildir(String name, String message) throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(folder.resolve(part));
        }
        return Files.writeString(folder.resolve(name), message);
    }
}
