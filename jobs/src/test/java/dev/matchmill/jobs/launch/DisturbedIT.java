package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.Books;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed runs, vanished files and corrected feeds leave behind for the next run. */
class DisturbedIT {

    /** As a process leaves its claims that is killed between claiming and settling. */
    private static final String CLAIMED_BY_THE_DEAD =
            """
            UPDATE pipeline.source_records
            SET state = 'pending', attempts = attempts + 1, lease_owner = 'dead',
                lease_expires_at = now() + interval '1 hour'
            """;

    private static final String APPLICATIONS =
            """
            SELECT j.external_ref || ' ' || a.candidate_email || ' ' || a.attempt_no
            FROM applications a
            JOIN jobs j ON j.id = a.job_id
            ORDER BY a.id
            """;

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
    void a_claimed_file_that_goes_away_blocks_no_later_run() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        ingest();
        program.jdbc().sql(CLAIMED_BY_THE_DEAD).update();
        files.delete("ben.txt");

        assertThat(ingest()).isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT state::text FROM pipeline.source_records ORDER BY"
                                                + " id"))
                .containsExactly("stored", "deferred");
        assertThat(ingest()).isEqualTo(new Books(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void neighbours_of_what_killed_the_program_are_stored_however_often_it_died() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        ingest();
        program.jdbc().sql(CLAIMED_BY_THE_DEAD).update();
        program.jdbc().sql("UPDATE pipeline.source_records SET attempts = 2").update();

        assertThat(ingest()).isEqualTo(new Books(2, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void lines_and_folders_that_name_one_posting_make_one_application() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write(
                "manifest.csv",
                """
                file,posting
                ENG-1/ada.txt,
                ENG-1/ada.txt,ENG-1
                """);

        assertThat(ingest()).isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        assertThat(applications()).containsExactly("ENG-1 ada@example.org 1");
    }

    @Test
    void a_file_that_another_applicant_overwrites_is_that_ones_application() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/cv.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();
        files.resume("ENG-1/cv.txt", "Ben Marlow", "ben@example.org", "Java");

        assertThat(ingest()).isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        assertThat(applications())
                .containsExactly("ENG-1 ada@example.org 1", "ENG-1 ben@example.org 1");
    }

    @Test
    void a_corrected_manifest_is_applied_to_known_bytes() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write("manifest.csv", "file,posting,source\nada.txt,ENG-1,indeed\n");
        ingest();
        files.write("manifest.csv", "file,posting,email\nada.txt,ENG-1,work.ada@example.org\n");

        ingest();

        assertThat(applications()).contains("ENG-1 work.ada@example.org 1");
        assertThat(ingest()).isEqualTo(new Books(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void a_file_that_cannot_be_read_for_a_night_keeps_its_candidate() throws IOException {
        Path resume = files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();
        Path outside = temporary.resolve("outside.txt");
        Files.move(resume, outside);
        Files.createSymbolicLink(resume, outside);

        assertThat(ingest()).isEqualTo(new Books(1, 0, 0, 0, 0, 0, 1));

        assertThat(program.rows().count("pipeline.source_records WHERE candidate_id IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void a_second_line_with_a_reference_is_rejected_and_a_second_import_writes_nothing() {
        Path feed = files.postings("postings.csv", "ENG-1|Engineer|Java", "ENG-1|Cook|HACCP");
        Books first = program.importPostings(feed).report().books();
        String before = program.rows().text("SELECT string_agg(xmin::text, ' ') FROM jobs");
        Books second = program.importPostings(feed).report().books();

        assertThat(first).isEqualTo(new Books(2, 1, 0, 0, 0, 1, 0));
        assertThat(second).isEqualTo(new Books(2, 0, 1, 0, 0, 1, 0));
        assertThat(program.rows().text("SELECT string_agg(xmin::text, ' ') FROM jobs"))
                .isEqualTo(before);
        assertThat(
                        program.rows()
                                .text("SELECT max(attempt_count)::text FROM pipeline.dead_letters"))
                .isEqualTo("1");
    }

    private Books ingest() {
        return program.ingest(temporary.resolve("in")).report().books();
    }

    private void importPostings(String... lines) {
        program.importPostings(new SampleFiles(temporary).postings("postings.csv", lines));
    }

    private List<String> applications() {
        return program.rows().texts(APPLICATIONS);
    }
}
