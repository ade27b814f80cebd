package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two resumes that differ only in what must not count get the same text and the same scores, from
 * the file to the published match (promise G7).
 */
class TwinScoresIT {

    private static final String RESUME =
            """
            %s
            %s
            %s

            Senior Java developer

            Experience
            Senior Java Developer, Northwind Systems, 2015 - 2023
            Built payment services with Java, Kafka and PostgreSQL. Led a team of six.
            Java Developer, Contoso Ltd, 2010 - 2015
            Maintained billing services with Java and Oracle.

            Education
            BSc Computer Science, University of Leeds%s

            Skills
            Java, Kafka, PostgreSQL
            """;

    @TempDir private Path temporary;

    @Test
    void who_somebody_is_changes_no_score() {
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        files.write(
                "a.txt",
                RESUME.formatted(
                        "Mohammed Al-Rashid",
                        "mo.rashid@example.org",
                        "Date of birth: 3 May 1964 | Nationality: Iraqi | Married, two children",
                        ", 1986"));
        files.write(
                "b.txt",
                RESUME.formatted(
                        "Emily Carter", "emily.carter@example.org", "She/her | Single", ", 2009"));
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            program.importPostings(
                    new SampleFiles(temporary)
                            .postings("p.csv", "ENG-1|Engineer|Java;Kafka", "ENG-2|Nurse|Triage"));
            program.run(files.folder());

            assertThat(program.rows().count("candidates")).isEqualTo(2);
            assertThat(program.rows().texts("SELECT text_content FROM pipeline.candidate_texts"))
                    .hasSize(2)
                    .containsOnly(
                            program.rows()
                                    .text(
                                            "SELECT min(text_content) FROM"
                                                    + " pipeline.candidate_texts"));
            assertThat(
                            program.rows()
                                    .texts(
                                            """
                                            SELECT DISTINCT concat_ws(' ', job_id, score, recommendation,
                                                                      breakdown)
                                            FROM pipeline.current_matches
                                            """))
                    .hasSize(2);
            assertThat(program.rows().count("pipeline.current_matches")).isEqualTo(4);
        }
    }
}
