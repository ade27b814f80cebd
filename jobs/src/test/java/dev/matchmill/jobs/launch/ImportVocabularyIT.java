package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ImportVocabularyIT {

    private static final String TOOLS =
            """
            O*NET-SOC Code\tTitle\tExample\tCommodity Code\tCommodity Title\tHot\tIn Demand
            11-1011.00\tChief Executives\tQuillmaster Pro\t1\tWriting software\tN\tN
            13-2011.00\tAccountants\tQuillmaster Pro\t1\tWriting software\tN\tN
            11-1011.00\tChief Executives\tWave\t1\tAccounting software\tN\tN
            11-1011.00\tChief Executives\t\t1\tAccounting software\tN\tN
            11-1011.00\tChief Executives\tPython\t1\tLanguages\tN\tN
            """;
    private static final String VERSIONS =
            "SELECT string_agg(name || xmin, ',' ORDER BY term_id, name) FROM pipeline.skill_names";

    @TempDir private Path folder;
    private PipelineFixture fixture;

    @BeforeEach
    void start() {
        fixture = PipelineFixture.in(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void keeps_names_with_their_publisher_and_version_and_says_which_line_is_none()
            throws IOException {
        RunOutcome outcome = fixture.importVocabulary(write("tools.txt", TOOLS), "30.1");

        assertThat(outcome.end()).isEqualTo(RunOutcome.End.COMPLETED);
        assertThat(names()).containsExactly("python 30.1", "quillmaster pro 30.1", "wave 30.1");
        assertThat(
                        jdbc().sql(
                                        "SELECT external_id || ' ' || error_message FROM"
                                                + " pipeline.dead_letters")
                                .query(String.class)
                                .list())
                .containsExactly("line 5 Example is missing");
        assertThat(
                        jdbc().sql(
                                        "SELECT count(*) FROM skills WHERE canonical_name IN"
                                                + " ('quillmaster pro', 'wave', 'python')")
                                .query(Long.class)
                                .single())
                .isEqualTo(3);
    }

    @Test
    void writes_nothing_when_the_same_file_is_imported_again() throws IOException {
        Path file = write("tools.txt", TOOLS);
        fixture.importVocabulary(file, "30.1");
        String before = jdbc().sql(VERSIONS).query(String.class).single();

        fixture.importVocabulary(file, "30.1");

        assertThat(jdbc().sql(VERSIONS).query(String.class).single()).isEqualTo(before);
        fixture.importVocabulary(file, "30.2");
        assertThat(names()).contains("wave 30.2");
    }

    @Test
    void reads_documents_again_with_imported_skills_and_titles() throws IOException {
        Path resumes = Files.createDirectory(folder.resolve("resumes"));
        Files.writeString(
                resumes.resolve("a.txt"),
                """
                Ines Duarte
                ines.duarte@mail.example
                Senior Quill Engineer

                Skills
                Python, Quillmaster Pro

                Experience
                Senior Quill Engineer, Harbour Works
                Jan 2019 - Dec 2023
                Rode the wave of change with a team of ten people.
                """);
        fixture.ingest(resumes);
        assertThat(skills()).contains("python").doesNotContain("quillmaster pro");

        fixture.importVocabulary(write("tools.txt", TOOLS), "30.1");
        fixture.importVocabulary(
                write(
                        "titles.txt",
                        """
                        O*NET-SOC Code\tTitle\tAlternate Title\tShort Title\tSource(s)
                        27-9.00\tPen Makers\tQuill Engineer\tn/a\t08
                        """),
                "30.1");
        fixture.ingest(resumes);

        assertThat(skills()).contains("python", "quillmaster pro").doesNotContain("wave");
        assertThat(
                        jdbc().sql(
                                        "SELECT max(parsed::text) FROM (SELECT to_jsonb(p) AS"
                                                + " parsed FROM pipeline.parsed_resumes p) x")
                                .query(String.class)
                                .single())
                .contains("27-9.00");
    }

    private List<String> skills() {
        return jdbc().sql(
                        "SELECT s.canonical_name FROM candidate_skills c JOIN skills s ON s.id ="
                                + " c.skill_id ORDER BY 1")
                .query(String.class)
                .list();
    }

    private List<String> names() {
        return jdbc().sql(
                        "SELECT lower(name) || ' ' || version FROM pipeline.skill_names"
                                + " ORDER BY 1")
                .query(String.class)
                .list();
    }

    private JdbcClient jdbc() {
        return fixture.get(JdbcClient.class);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
