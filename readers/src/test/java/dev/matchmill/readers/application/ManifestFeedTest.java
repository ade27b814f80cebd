package dev.matchmill.readers.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.ApplicationSource;
import dev.matchmill.readers.posting.FeedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFeedTest {

    @TempDir Path folder;

    private List<FeedLine<ManifestEntry>> lines(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("manifest.csv"), content);
        try (var lines = ManifestFeed.open(file)) {
            return lines.toList();
        }
    }

    @Test
    void reads_every_column_and_needs_the_file_only() throws IOException {
        List<FeedLine<ManifestEntry>> lines =
                lines(
                        """
                        file,posting,email,source,applied_at
                        ./a//cv.pdf,B-1,Ann@Example.org,job board,2026-01-31T10:00:00Z
                        b\\cv.docx,,,,
                        """);

        assertThat(lines)
                .containsExactly(
                        new FeedLine.Good<>(
                                2,
                                new ManifestEntry(
                                        "a/cv.pdf",
                                        "B-1",
                                        "ann@example.org",
                                        ApplicationSource.JOB_BOARD,
                                        Instant.parse("2026-01-31T10:00:00Z"))),
                        new FeedLine.Good<>(
                                3, new ManifestEntry("b/cv.docx", null, null, null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ../secret.pdf,,,,            | file must not lead out
                    a/../../secret.pdf,,,,       | file must not lead out
                    a\\..\\..\\secret.pdf,,,,    | file must not lead out
                    /etc/secret,,,,              | file must be relative
                    C:\\secret.pdf,,,,           | file must be relative
                    ./,,,,                       | file must name
                    ,B-1,,,                      | file is missing
                    a.pdf,,secret,,              | email must be
                    a.pdf,,,secret,              | source must be one of
                    a.pdf,,,,secret              | applied_at must be a date
                    a.pdf,,,,,secret             | 6 values, but the header has 5
                    """)
    void refuses_a_bad_line_without_repeating_it(String line, String message) throws IOException {
        List<FeedLine<ManifestEntry>> lines =
                lines("file,posting,email,source,applied_at\n" + line + "\nb.pdf,,,,\n");

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isInstanceOfSatisfying(
                        FeedLine.Bad.class,
                        bad ->
                                assertThat(bad.message())
                                        .startsWith(message)
                                        .doesNotContain("secret"));
        assertThat(lines.getLast()).isInstanceOf(FeedLine.Good.class);
    }
}
