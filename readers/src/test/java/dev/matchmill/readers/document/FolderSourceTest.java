package dev.matchmill.readers.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FolderSourceTest {

    @TempDir Path folder;

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> ids() {
        try (FolderSource source = new FolderSource(folder);
                var refs = source.list()) {
            return refs.map(DocumentRef::externalId).toList();
        }
    }

    @Test
    void lists_every_file_below_the_folder_in_the_order_of_its_path() throws IOException {
        write("b.pdf", "b");
        write("posting-1/z.docx", "z");
        write("posting-1/deep/a.txt", "a");
        write("picture.png", "p");
        write("a program.exe", "x");

        assertThat(ids())
                .containsExactly(
                        "a program.exe",
                        "b.pdf",
                        "picture.png",
                        "posting-1/deep/a.txt",
                        "posting-1/z.docx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".hidden",
                ".git/config",
                "Thumbs.db",
                "~$cv.docx",
                ".DS_Store",
                "desktop.ini",
                "__MACOSX/cv.pdf",
                "cv.pdf.part",
                "cv.pdf.crdownload"
            })
    void ignores_what_systems_leave_behind(String name) throws IOException {
        write(name, "x");
        write("cv.pdf", "x");

        assertThat(ids()).containsExactly("cv.pdf");
    }

    @Test
    void reads_back_names_of_every_kind() throws IOException {
        byte[] content = "x".getBytes(UTF_8);
        // By URI: a path out of a string depends on the locale that the tests run in.
        for (String name :
                List.of("line\nbreak.txt", "100% %41?#.txt", "naïve résumé 履歴書 😀.txt")) {
            String encoded = URLEncoder.encode(name, UTF_8).replace("+", "%20");
            Files.write(Path.of(URI.create(folder.toUri() + encoded)), content);
        }
        Files.write(Path.of(URI.create(folder.toUri() + "caf%E9%FF.txt")), content);

        try (FolderSource source = new FolderSource(folder)) {
            List<DocumentRef> refs = source.list().toList();

            assertThat(refs)
                    .extracting(DocumentRef::externalId)
                    .containsExactly(
                            "100% %41?#.txt",
                            "caf\uFFFDE9\uFFFDFF.txt",
                            "line\nbreak.txt",
                            "naïve résumé 履歴書 😀.txt");
            for (DocumentRef ref : refs) {
                assertThat(source.read(ref, 10)).isEqualTo(content);
            }
        }
    }

    @Test
    void reads_links_within_the_folder_and_refuses_those_that_leave_it(@TempDir Path elsewhere)
            throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(folder.resolve("out.txt"), secret);
        Files.createSymbolicLink(folder.resolve("folder"), elsewhere);
        Files.createSymbolicLink(folder.resolve("nowhere.txt"), folder.resolve("missing"));
        Files.createSymbolicLink(folder.resolve("in.txt"), write("real.txt", "real"));

        assertThat(ids()).containsExactly("in.txt", "nowhere.txt", "out.txt", "real.txt");
        try (FolderSource source = new FolderSource(folder)) {
            assertThat(source.read(new DocumentRef("in.txt", 0), 10)).asString().isEqualTo("real");
            assertRefused(source, "out.txt", RejectionReason.UNREADABLE);
            assertRefused(source, "nowhere.txt", RejectionReason.UNREADABLE);
            assertRefused(source, "folder/secret.txt", RejectionReason.UNREADABLE);
        }
    }

    @Test
    void never_opens_a_pipe() throws Exception {
        Path pipe = folder.resolve("pipe.pdf");
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertThat(made).isZero();
        write("cv.pdf", "x");

        assertThat(ids()).containsExactly("cv.pdf");
        try (FolderSource source = new FolderSource(folder)) {
            assertRefused(source, "pipe.pdf", RejectionReason.UNREADABLE);
        }
    }

    @Test
    void says_why_a_document_cannot_be_had() throws IOException {
        write("large.pdf", "12345");
        try (FolderSource source = new FolderSource(folder)) {
            assertThat(source.read(new DocumentRef("large.pdf", 5), 5)).hasSize(5);
            assertRefused(source, "large.pdf", RejectionReason.TOO_LARGE);
            assertRefused(source, "gone.pdf", RejectionReason.VANISHED);
            assertRefused(source, "../" + folder.getFileName(), RejectionReason.UNREADABLE);
            assertRefused(source, "../../etc/passwd", RejectionReason.UNREADABLE);
        }
    }

    private static void assertRefused(FolderSource source, String id, RejectionReason reason) {
        assertThatThrownBy(() -> source.read(new DocumentRef(id, 0), 4))
                .isInstanceOfSatisfying(
                        DocumentReadException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageNotContaining(id);
    }

    @Test
    void refuses_a_folder_that_is_none() throws IOException {
        Path file = write("file.txt", "x");

        assertThatThrownBy(() -> new FolderSource(folder.resolve("missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no folder");
        assertThatThrownBy(() -> new FolderSource(file)).hasMessageContaining("not a folder");
    }

    @Test
    void fails_as_a_whole_when_the_folder_goes_away() throws IOException {
        try (FolderSource source = new FolderSource(folder)) {
            Files.delete(folder);

            assertThatThrownBy(() -> source.read(new DocumentRef("a.pdf", 0), 4))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(DocumentReadException.class);
        }
    }
}
