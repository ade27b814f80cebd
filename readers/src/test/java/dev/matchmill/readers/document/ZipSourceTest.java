package dev.matchmill.readers.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipSourceTest {

    @TempDir private Path folder;

    @Test
    void lists_every_entry_that_may_be_a_document_in_order() throws IOException {
        byte[] zip =
                zip(
                        "b.pdf", "B",
                        "ENG-1/", "",
                        "ENG-1/a \uD83D\uDE00.txt", "A",
                        "__MACOSX/b.pdf", "x",
                        ".DS_Store", "x",
                        "~$b.docx", "x",
                        "inner.zip", "PK");

        assertThat(ids(zip)).containsExactly("ENG-1/a \uD83D\uDE00.txt", "b.pdf", "inner.zip");
        assertThat(read(zip, "ENG-1/a \uD83D\uDE00.txt")).isEqualTo("A");
    }

    @Test
    void names_are_utf_8_or_else_of_dos_whatever_the_flag_says() throws IOException {
        byte[] dos = zip(Charset.forName("IBM437"), "Jos\u00E9.txt", "J");
        byte[] unflagged = zip(StandardCharsets.ISO_8859_1, utf8AsLatin("Zo\u00EB\\cv.txt"), "Z");

        assertThat(ids(dos)).containsExactly("Jos\u00E9.txt");
        assertThat(read(dos, "Jos\u00E9.txt")).isEqualTo("J");
        assertThat(ids(unflagged)).containsExactly("Zo\u00EB/cv.txt");
        assertThat(read(unflagged, "Zo\u00EB/cv.txt")).isEqualTo("Z");
    }

    private static String utf8AsLatin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void names_that_lead_out_are_listed_and_refused() throws IOException {
        byte[] zip =
                zip("../out.txt", "x", "/etc/cv.txt", "x", "C:\\cv.txt", "x", "a/../../b.txt", "x");

        assertThat(ids(zip))
                .containsExactlyInAnyOrder(
                        "../out.txt", "/etc/cv.txt", "C:/cv.txt", "a/../../b.txt");
        for (String id : ids(zip)) {
            assertRefused(zip, id, RejectionReason.CORRUPT);
        }
    }

    @Test
    void the_second_entry_of_a_name_has_a_number() throws IOException {
        byte[] zip = zip("cv.txt", "one", "cv.txu", "two");
        replace(zip, "cv.txu", "cv.txt");

        assertThat(ids(zip)).containsExactly("cv.txt", "cv.txt~2");
        assertThat(read(zip, "cv.txt")).isEqualTo("one");
        assertThat(read(zip, "cv.txt~2")).isEqualTo("two");
    }

    @Test
    void an_entry_whose_own_header_has_another_name_is_refused_and_its_neighbour_is_not()
            throws IOException {
        byte[] zip = zip("cv.txt", "one", "ok.txt", "two");
        zip[indexOf(zip, "cv.txt", 0)] = 'x';

        assertRefused(zip, "cv.txt", RejectionReason.CORRUPT);
        assertThat(read(zip, "ok.txt")).isEqualTo("two");
    }

    @Test
    void a_damaged_entry_is_refused_and_its_neighbour_is_not() throws IOException {
        byte[] zip = zip("a.txt", "some words that are packed", "b.txt", "fine");
        zip[indexOf(zip, "a.txt", 0) + 8] ^= 0x55;

        assertRefused(zip, "a.txt", RejectionReason.CORRUPT);
        assertThat(read(zip, "b.txt")).isEqualTo("fine");
    }

    @Test
    void encrypted_entries_and_links_are_refused() throws IOException {
        byte[] encrypted = zip("a.txt", "x");
        encrypted[indexOf(encrypted, "a.txt", 0) - 30 + 6] |= 1;
        encrypted[indexOf(encrypted, "a.txt", 60) - 46 + 8] |= 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link.pdf");
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }

        assertRefused(encrypted, "a.txt", RejectionReason.ENCRYPTED);
        assertRefused(bytes.toByteArray(), "link.pdf", RejectionReason.UNSUPPORTED_TYPE);
    }

    @Test
    void what_is_too_large_or_inflates_too_much_is_refused_before_it_is_read() throws IOException {
        byte[] zip = zip("large.txt", "12345", "bomb.txt", "\0".repeat(20_000_000));

        assertThatThrownBy(() -> read(zip, "large.txt", 4))
                .isInstanceOfSatisfying(
                        DocumentReadException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectionReason.TOO_LARGE));
        assertRefused(zip, "bomb.txt", RejectionReason.ARCHIVE_BOMB);
    }

    @Test
    void an_entry_that_is_larger_than_it_claims_is_refused() throws IOException {
        byte[] zip = zip("a.txt", "0123456789");
        int central = indexOf(zip, "a.txt", 60) - 46;
        zip[central + 24] = 3;

        assertRefused(zip, "a.txt", RejectionReason.CORRUPT);
    }

    @Test
    void entries_that_share_their_bytes_are_refused() throws IOException {
        byte[] zip = zip("a.txt", "x".repeat(200), "b.txt", "y".repeat(200));
        int second = indexOf(zip, "b.txt", indexOf(zip, "b.txt", 0) + 1) - 46;
        for (int at = 0; at < 4; at++) {
            zip[second + 42 + at] = 0;
        }

        assertRefused(zip, "a.txt", RejectionReason.ARCHIVE_BOMB);
        assertRefused(zip, "b.txt", RejectionReason.ARCHIVE_BOMB);
    }

    @Test
    void a_cut_archive_and_a_missing_one_are_told_apart_from_an_empty_one() throws IOException {
        byte[] whole = zip("a.txt", "x", "b.txt", "y");
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 30);
        byte[] short_ = whole.clone();
        short_[whole.length - 12] = 9;

        assertThatThrownBy(() -> ids(cut)).hasMessageContaining("not a whole zip file");
        assertThatThrownBy(() -> ids(short_)).hasMessageContaining("not a whole zip file");
        assertThatThrownBy(() -> new ZipSource(folder.resolve("missing.zip")))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isTemporary()).isFalse());
        assertThat(ids(zip())).isEmpty();
    }

    @Test
    void an_archive_behind_a_program_that_unpacks_it_is_read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!/bin/sh program\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(zip("a.txt", "inside"));

        assertThat(read(bytes.toByteArray(), "a.txt")).isEqualTo("inside");
    }

    private void assertRefused(byte[] zip, String id, RejectionReason reason) {
        assertThatThrownBy(() -> read(zip, id))
                .isInstanceOfSatisfying(
                        DocumentReadException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private List<String> ids(byte[] zip) throws IOException {
        try (ZipSource source = new ZipSource(write(zip));
                var all = source.list()) {
            return all.map(DocumentRef::externalId).toList();
        }
    }

    private String read(byte[] zip, String id) throws IOException {
        return read(zip, id, 1_000_000_000);
    }

    private String read(byte[] zip, String id, long maxBytes) throws IOException {
        try (ZipSource source = new ZipSource(write(zip))) {
            byte[] content = source.read(new DocumentRef(id, 0), maxBytes);
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private Path write(byte[] zip) {
        try {
            return Files.write(folder.resolve("a.zip"), zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        return zip(StandardCharsets.UTF_8, namesAndTexts);
    }

    private static byte[] zip(Charset names, String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                byte[] content = namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(namesAndTexts[at]);
                boolean packed = content.length > 5;
                entry.setMethod(packed ? ZipEntry.DEFLATED : ZipEntry.STORED);
                if (!packed) {
                    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                    crc.update(content);
                    entry.setCrc(crc.getValue());
                    entry.setSize(content.length);
                }
                out.putNextEntry(entry);
                out.write(content);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void replace(byte[] zip, String from, String to) {
        for (int at = indexOf(zip, from, 0); at >= 0; at = indexOf(zip, from, at)) {
            byte[] bytes = to.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, zip, at, bytes.length);
        }
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        return latin.indexOf(text, from);
    }
}
