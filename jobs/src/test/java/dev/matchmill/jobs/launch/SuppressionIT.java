package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionIT {

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void a_suppressed_person_does_not_come_back_through_a_source() throws Exception {
        suppress("ada@example.org");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(2, 1, 0, 0, 1, 0, 0));

        assertThat(program.rows().ledger()).containsExactly("ada.txt suppressed", "ben.txt stored");
        assertThat(program.rows().texts("SELECT email FROM candidates"))
                .containsExactly("ben@example.org");
        assertThat(program.rows().count("files")).isEqualTo(1);
        assertThat(program.rows().count("pipeline.document_texts")).isEqualTo(1);
    }

    @Test
    void nothing_of_a_suppressed_person_is_kept_outside_the_database() throws Exception {
        suppress("ada@example.org");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        program.ingest(files.folder());

        try (var kept = Files.walk(temporary.resolve("home"))) {
            assertThat(kept.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
                    .containsExactly("fingerprint.key");
        }
    }

    @Test
    void nobody_comes_in_while_the_key_is_missing_by_which_the_suppressed_are_known()
            throws Exception {
        suppress("ada@example.org");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        Path key = temporary.resolve("home/fingerprint.key");
        Files.delete(key);

        assertThatThrownBy(() -> program.ingest(files.folder()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(key.toString());

        assertThat(key).doesNotExist();
        assertThat(program.rows().count("candidates")).isZero();
    }

    @Test
    void an_original_that_a_killed_or_sharing_worker_left_goes_with_the_next_run()
            throws Exception {
        suppress("ada@example.org");
        Path resume = files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        program.ingest(files.folder());
        List<String> before = kept();
        // Kept before anybody knew whose it is; who kept it did not come to drop it.
        String hash = ContentHash.ofContent(Files.readAllBytes(resume)).hex();
        Path left = temporary.resolve("home/documents/" + hash.substring(0, 2) + "/" + hash);
        Files.createDirectories(left.getParent());
        Files.copy(resume, left);

        program.ingest(files.folder());

        assertThat(left).doesNotExist();
        assertThat(kept()).isEqualTo(before).hasSize(2);
    }

    @Test
    void a_suppressed_person_who_applies_is_a_candidate_again() throws Exception {
        program.importPostings(
                new SampleFiles(temporary).postings("postings.csv", "ENG-1|Engineer|Java"));
        suppress("ada@example.org");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        assertThat(program.rows().count("applications WHERE candidate_id IS NOT NULL"))
                .isEqualTo(1);
        assertThat(
                        program.rows()
                                .count("compliance.ingestion_suppressions WHERE lifted_at IS NULL"))
                .isZero();
    }

    private List<String> kept() throws IOException {
        try (var kept = Files.walk(temporary.resolve("home"))) {
            return kept.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }

    // The key is made by the first run; the fingerprint is the program's documented one.
    private void suppress(String email) throws Exception {
        files.write("first.txt", "\n");
        program.ingest(files.folder());
        files.delete("first.txt");
        byte[] key =
                HexFormat.of()
                        .parseHex(
                                Files.readString(temporary.resolve("home/fingerprint.key"))
                                        .strip());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        program.jdbc()
                .sql(
                        """
                        INSERT INTO compliance.ingestion_suppressions (subject_fingerprint)
                        VALUES (:fingerprint)
                        """)
                .param("fingerprint", mac.doFinal(email.getBytes(StandardCharsets.UTF_8)))
                .update();
        program.jdbc().sql("TRUNCATE pipeline.dead_letters").update();
        program.jdbc().sql("DELETE FROM pipeline.source_records").update();
    }
}
