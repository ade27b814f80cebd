package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.RunOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondRunIT {

    private static final List<String> TABLES =
            List.of(
                    "candidates",
                    "applications",
                    "files",
                    "jobs",
                    "candidate_documents",
                    "candidate_skills",
                    "candidate_experiences",
                    "candidate_educations",
                    "embeddings",
                    "pipeline.source_records",
                    "pipeline.document_texts",
                    "pipeline.parsed_resumes",
                    "pipeline.candidate_texts",
                    "pipeline.dead_letters",
                    "pipeline.match_generations",
                    "pipeline.match_results",
                    "pipeline.match_job_states",
                    "compliance.audit_log");

    @TempDir private Path temporary;

    @Test
    void a_second_run_over_the_same_folder_changes_no_row() {
        SampleFiles files = new SampleFiles(temporary.resolve("in"));
        try (PipelineFixture program = PipelineFixture.in(temporary)) {
            program.importPostings(
                    new SampleFiles(temporary)
                            .postings("p.csv", "ENG-1|Engineer|Java", "ENG-2|Analyst|SQL"));
            files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
            files.resume("ENG-1/copy.txt", "Ada Fenwick", "ada@example.org", "Java");
            files.resume("ben.txt", "Ben Marlow", "ben@example.org", "SQL");
            files.write("empty.txt", "\n");
            RunOutcome first = program.run(files.folder());
            assertThat(first.report().books()).isEqualTo(new Books(4, 2, 0, 1, 0, 1, 0));
            assertThat(first.report().embeddedCandidates()).hasValue(2);
            assertThat(first.report().matchedPostings()).hasValue(2);
            int embedded = program.embeddedCount();
            Map<String, List<String>> before = versions(program);

            RunOutcome second = program.run(files.folder());

            assertThat(second.end()).isEqualTo(RunOutcome.End.COMPLETED);
            assertThat(second.report().books()).isEqualTo(new Books(4, 0, 4, 0, 0, 0, 0));
            assertThat(second.report().matchedPostings()).hasValue(0);
            assertThat(program.embeddedCount()).isEqualTo(embedded);
            assertThat(versions(program)).isEqualTo(before);
            assertThat(before).allSatisfy((_, rows) -> assertThat(rows).isNotEmpty());
        }
    }

    private static Map<String, List<String>> versions(PipelineFixture program) {
        Map<String, List<String>> versions = new TreeMap<>();
        TABLES.forEach(table -> versions.put(table, program.rows().versions(table)));
        return versions;
    }
}
