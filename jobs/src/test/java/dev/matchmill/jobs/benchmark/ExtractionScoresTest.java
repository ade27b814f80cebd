package dev.matchmill.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExtractionScoresTest {

    private static final ResumeProfile PROFILE =
            new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped()))
                    .extract(
                            new ParsedDocument(
                                    "text/plain",
                                    """
                                    Jane Q. Doe
                                    jane@example.org
                                    (512) 478-3219
                                    Austin, TX

                                    Skills
                                    Java, SQL
                                    """,
                                    0,
                                    false,
                                    List.of("https://github.com/janedoe"),
                                    null),
                            "a.pdf",
                            LocalDate.of(2026, 11, 1));

    private final ExtractionScores scores = new ExtractionScores();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "NAME ~ \"name\": \"JANE Q DOE\" ~ right",
                "NAME ~ \"name\": \"Jane Doe\" ~ near",
                "NAME ~ \"name\": \"Bob\", \"name_alt\": [\"Jane Q. Doe\"] ~ right",
                "NAME ~ \"name\": \"Bob Roe\" ~ wrong",
                "NAME ~ \"name\": null ~ invented",
                "EMAIL ~ \"email\": \"Jane@Example.org\" ~ right",
                "EMAIL ~ \"email\": \"jane@example.com\" ~ wrong",
                "PHONE ~ \"phone\": \"512.478.3219\" ~ right",
                "PHONE ~ \"phone\": \"512.478.3218\" ~ wrong",
                "LOCATION ~ \"location\": \"Austin, Texas, USA\" ~ right",
                "COMPANY ~ \"company\": \"Acme\" ~ missing",
                "LINKS ~ \"links\": [\"github.com/janedoe\"] ~ right",
                "LINKS ~ \"links\": [], \"links_alt\": [\"www.github.com/janedoe/\"] ~ none",
                "LINKS ~ \"links\": [] ~ invented",
                "SKILLS ~ \"skills\": [\"sql\"] ~ right",
                "SKILLS ~ \"skills\": [\"Rust\"] ~ missing",
                "TITLE ~ \"name\": \"Bob\" ~ none",
            })
    void a_value_is_judged_by_its_truth(Judged field, String truth, String expected) {
        scores.add(TruthLine.of("{\"file\": \"a.pdf\", " + truth + "}"), PROFILE);

        FieldScore score = scores.of(field);

        String outcome =
                score.faults().isEmpty()
                        ? score.wanted() == 0 ? "none" : "right"
                        : score.faults().getFirst().kind();
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void a_refused_file_misses_all_that_is_wanted() {
        scores.add(TruthLine.of("{\"file\": \"a\", \"name\": \"Bob\", \"email\": null}"), null);

        assertThat(scores.of(Judged.NAME).recall(false)).isZero();
        assertThat(scores.of(Judged.EMAIL).f1(false)).isOne();
    }

    @Test
    void what_is_near_counts_in_the_fuzzy_figures_only() {
        FieldScore score = new FieldScore();
        score.right();
        score.near("a", "Jane Doe", "Jane Q. Doe");
        score.invented("b", "Acme");

        assertThat(score.precision(false)).isEqualTo(1 / 3.0);
        assertThat(score.precision(true)).isEqualTo(2 / 3.0);
        assertThat(score.recall(false)).isEqualTo(0.5);
        assertThat(score.f1(true)).isEqualTo(0.8);
    }

    @Test
    void the_worst_faults_come_first() {
        scores.add(TruthLine.of("{\"file\": \"a\", \"name\": \"Jane Doe\"}"), PROFILE);
        scores.add(TruthLine.of("{\"file\": \"b\", \"name\": null}"), PROFILE);

        assertThat(scores.worst(1).rows())
                .containsExactly(List.of("name", "invented", "b", "", "Jane Q. Doe"));
    }

    @Test
    void a_line_that_names_no_file_is_refused() {
        assertThatThrownBy(() -> TruthLine.of("{\"name\": \"Jane\"}"))
                .hasMessageContaining("names no file");
        assertThatThrownBy(() -> TruthLine.of("Jane")).hasMessageContaining("no JSON");
    }

    @Test
    void a_folder_without_truth_ends_with_78_and_a_sentence(@TempDir Path folder) {
        assertThat(run("extraction", folder.toString()))
                .contains("78 matchmill: there is no truth.jsonl");
        assertThat(run("reading", folder.toString()))
                .contains("78 matchmill: there is no PDF file");
    }

    @Test
    void resumes_are_written_into_an_empty_folder_only(@TempDir Path folder) throws IOException {
        Path target = folder.resolve("new");

        assertThat(run("resumes", "--count", "4", target.toString())).startsWith("0 ");
        assertThat(Files.readAllLines(target.resolve("truth.jsonl"))).hasSize(4);
        assertThat(run("resumes", "--count", "4", target.toString())).startsWith("78 ");
    }

    private static String run(String... words) {
        StringWriter said = new StringWriter();
        CommandLine line = Benchmark.commandLine(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(said));
        int code = line.execute(words);
        return code + " " + said;
    }
}
