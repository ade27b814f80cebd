package dev.matchmill.readers.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoundedIdsTest {

    @Test
    void an_ordinary_id_stays_as_it_is() {
        assertThat(BoundedIds.of("ENG-1/J\u00F6rg \uD83D\uDE00\nCV .pdf"))
                .isEqualTo("ENG-1/J\u00F6rg \uD83D\uDE00\nCV .pdf");
    }

    @Test
    void a_long_id_keeps_its_beginning_and_ending_and_stays_unique() {
        String deep = "sub \uD83D\uDE00/".repeat(400);

        String one = BoundedIds.of(deep + "1.docx");
        String other = BoundedIds.of(deep + "2.docx");

        assertThat(one).startsWith("sub \uD83D\uDE00/sub").endsWith(".docx").isNotEqualTo(other);
        assertThat(one.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(BoundedIds.MAX_BYTES - 4, BoundedIds.MAX_BYTES);
        assertThat(BoundedIds.of(deep + "1.docx")).isEqualTo(one);
        assertThat(BoundedIds.of(one)).isEqualTo(one);
    }

    @Test
    void what_no_database_takes_is_written_in_digits() {
        assertThat(BoundedIds.of("a\0b\uD800.pdf")).isEqualTo("a\uFFFD0000b\uFFFDd800.pdf");
    }

    @Test
    void a_document_is_read_by_its_own_id() throws IOException {
        String name = "x".repeat(5_000) + ".txt";

        try (DocumentSource source = new BoundedIds(new OneDocument(name));
                var all = source.list()) {
            DocumentRef ref = all.findFirst().orElseThrow();

            assertThat(ref.externalId()).hasSizeLessThan(1_500);
            assertThat(source.read(ref, 10)).asString().isEqualTo("its text");
        }
    }

    private record OneDocument(String name) implements DocumentSource {

        @Override
        public Stream<DocumentRef> list() {
            return List.of(new DocumentRef(name, 8)).stream();
        }

        @Override
        public byte[] read(DocumentRef ref, long maxBytes) {
            assertThat(ref.externalId()).isEqualTo(name);
            return "its text".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {}
    }
}
