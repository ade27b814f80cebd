package dev.matchmill.jobs.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalTest {

    private static final long MB16 = 16L << 20;

    @TempDir private Path folder;

    @Test
    void names_the_piece_that_holds_a_position() {
        assertThat(WalPosition.of(1, "0/2000028").segment(MB16))
                .isEqualTo("000000010000000000000002");
        assertThat(WalPosition.of(3, "1A/FF000000").segment(MB16))
                .isEqualTo("000000030000001A000000FF");
        assertThat(WalPosition.of(1, "1/40000000").segment(1L << 30))
                .isEqualTo("000000010000000100000001");
        assertThatThrownBy(() -> WalPosition.of(1, "2000028"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void orders_pieces_by_position_whatever_their_history() {
        assertThat(WalPosition.isBefore("000000020000000000000001", "000000010000000000000002"))
                .isTrue();
        assertThat(WalPosition.isBefore("000000010000000000000002", "000000020000000000000002"))
                .isFalse();
        assertThat(WalPosition.isSegment("00000001000000000000000A.partial")).isFalse();
    }

    @Test
    void copies_from_the_first_piece_that_a_backup_needs_and_every_history() throws IOException {
        fill();
        Path target = folder.resolve("copy");

        int copied = new WalArchive(folder).copyFrom("000000010000000000000003", target);

        assertThat(copied).isEqualTo(2);
        try (var files = Files.list(target)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .containsExactly(
                            "000000010000000000000003",
                            "00000002.history",
                            "000000020000000000000004");
        }
    }

    @Test
    void removes_what_no_backup_needs_and_nothing_else() throws IOException {
        fill();
        WalArchive archive = new WalArchive(folder);

        assertThat(archive.removeBefore("000000010000000000000003")).isEqualTo(1);

        assertThat(archive.names())
                .isEqualTo(
                        List.of(
                                "000000010000000000000003",
                                "00000002.history",
                                "000000020000000000000004"));
        assertThat(folder.resolve("notes.txt")).exists();
    }

    @Test
    void the_last_piece_is_the_one_that_was_written_last() throws IOException {
        WalArchive archive = new WalArchive(folder);
        assertThat(archive.lastWritten()).isEmpty();
        fill();
        Instant late = Instant.parse("2026-03-01T12:00:00Z");
        for (String name : archive.names()) {
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(late.minusSeconds(3600)));
        }
        Files.setLastModifiedTime(folder.resolve("000000010000000000000003"), FileTime.from(late));

        assertThat(archive.lastWritten()).contains(late);
    }

    private void fill() throws IOException {
        for (String name :
                List.of(
                        "000000010000000000000002",
                        "000000010000000000000003",
                        "000000020000000000000004",
                        "00000002.history",
                        ".000000020000000000000005.part",
                        "notes.txt")) {
            Files.writeString(folder.resolve(name), name);
        }
    }
}
