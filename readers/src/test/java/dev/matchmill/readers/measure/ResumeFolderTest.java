package dev.matchmill.readers.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeFolderTest {

    @Test
    void the_same_seed_writes_the_same_resumes(@TempDir Path folder) throws IOException {
        ResumeFolder.write(folder.resolve("a"), 8, 7);
        ResumeFolder.write(folder.resolve("b"), 8, 7);
        ResumeFolder.write(folder.resolve("c"), 8, 8_000);

        assertThat(folder.resolve("a/truth.jsonl"))
                .hasSameTextualContentAs(folder.resolve("b/truth.jsonl"));
        assertThat(folder.resolve("a/7.txt")).hasSameTextualContentAs(folder.resolve("b/7.txt"));
        assertThat(Files.readString(folder.resolve("c/8000.txt")))
                .isNotEqualTo(Files.readString(folder.resolve("a/7.txt")));
    }

    @Test
    void every_file_has_a_line_of_truth(@TempDir Path folder) throws IOException {
        ResumeFolder.write(folder, 8, 7);

        try (var files = Files.list(folder)) {
            assertThat(files.filter(f -> !f.endsWith("truth.jsonl")))
                    .hasSize(8)
                    .allSatisfy(f ->
                            assertThat(folder.resolve("truth.jsonl"))
                                    .content()
                                    .contains("\"" + f.getFileName() + "\""));
        }
    }
}
