package dev.matchmill.readers.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketSourceIT {

    @TempDir private static Path folder;
    private static BucketServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = BucketServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void lists_the_objects_below_the_prefix_and_reads_them() throws IOException {
        server.make("names");
        for (String key :
                List.of(
                        "cvs/ENG-1/ada.pdf",
                        "cvs/J\u00F6rg \uD83D\uDE00 +&?.txt",
                        "cvs/.hidden",
                        "cvs/__MACOSX/x.pdf",
                        "cvs-old/no.pdf",
                        "cvs/marker/",
                        "top.txt")) {
            server.put("names", key, "text of " + key);
        }

        try (BucketSource source = source("names", "cvs")) {
            assertThat(ids(source))
                    .containsExactly("ENG-1/ada.pdf", "J\u00F6rg \uD83D\uDE00 +&?.txt");
            assertThat(source.read(new DocumentRef("J\u00F6rg \uD83D\uDE00 +&?.txt", 0), 1_000))
                    .asString()
                    .startsWith("text of cvs/J");
        }
        try (BucketSource whole = source("names", "")) {
            assertThat(ids(whole)).contains("top.txt", "cvs-old/no.pdf", "cvs/ENG-1/ada.pdf");
        }
    }

    @Test
    void a_version_changes_with_the_bytes_only() {
        server.make("versions");
        server.put("versions", "a.txt", "one");
        String before = version("versions");

        server.put("versions", "a.txt", "one");
        String same = version("versions");
        server.put("versions", "a.txt", "two");

        assertThat(same).isEqualTo(before);
        assertThat(version("versions")).isNotEqualTo(before);
    }

    @Test
    void a_listing_goes_on_behind_its_first_page() {
        server.make("pages");
        IntStream.range(0, 1_050).forEach(n -> server.put("pages", "%04d.txt".formatted(n), "x"));

        try (BucketSource source = source("pages", "")) {
            assertThat(ids(source)).hasSize(1_050).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void an_object_that_is_gone_or_too_large_costs_itself_only() {
        server.make("single");
        server.put("single", "a.txt", "12345");

        try (BucketSource source = source("single", "")) {
            assertRefused(source, new DocumentRef("b.txt", 1), 10, RejectionReason.VANISHED);
            assertRefused(source, new DocumentRef("a.txt", 1), 4, RejectionReason.TOO_LARGE);
            assertRefused(source, new DocumentRef("a.txt", 5), 4, RejectionReason.TOO_LARGE);
        }
    }

    @Test
    void a_missing_bucket_and_a_wrong_key_are_for_somebody_to_put_right() throws IOException {
        server.make("mine");
        BucketSettings wrong =
                BucketServer.settings(folder, server.settings().endpoint(), "hunter2");

        try (BucketSource missing = source("nowhere", "");
                BucketSource refused = new BucketSource(wrong, "mine", "")) {
            assertThatThrownBy(missing::list)
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.isTemporary()).isFalse())
                    .hasMessageContaining("there is no bucket nowhere");
            assertThatThrownBy(refused::list)
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.isTemporary()).isFalse())
                    .hasMessageContaining("refuses bucket mine")
                    .hasMessageNotContaining("hunter2");
        }
    }

    private static void assertRefused(
            BucketSource source, DocumentRef ref, long maxBytes, RejectionReason reason) {
        assertThatThrownBy(() -> source.read(ref, maxBytes))
                .isInstanceOfSatisfying(
                        DocumentReadException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static BucketSource source(String bucket, String prefix) {
        return new BucketSource(server.settings(), bucket, prefix);
    }

    private static List<String> ids(BucketSource source) {
        try (var all = source.list()) {
            return all.map(DocumentRef::externalId).toList();
        }
    }

    private static String version(String bucket) {
        try (BucketSource source = source(bucket, "");
                var all = source.list()) {
            return String.valueOf(all.findFirst().orElseThrow().version());
        }
    }
}
