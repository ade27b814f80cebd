package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wrote what, as the audit trail has it after the program ran. */
class AuditIT {

    // The command of the execution that wrote the entry, and the run that it names.
    private static final String WRITERS =
            """
            SELECT DISTINCT l.table_name || ' by ' || l.actor_type || ' of '
                            || coalesce(r.command, l.request_id, 'nobody')
            FROM compliance.audit_log l
            LEFT JOIN pipeline.runs r ON r.batch_job_execution_id = l.batch_job_execution_id
                                     AND l.request_id = 'run ' || r.id
            WHERE l.id >
            """;

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void every_write_of_a_run_names_batch_the_run_and_its_execution() {
        long ofMigrations = program.rows().count("compliance.audit_log");
        Path feed = new SampleFiles(temporary).postings("p.csv", "ENG-1|Engineer|Java");
        program.importPostings(feed);
        program.run(files.folder());

        assertThat(program.rows().texts(WRITERS + ofMigrations))
                .contains(
                        "candidates by batch of run",
                        "jobs by batch of import",
                        "skills by batch of vocabulary")
                .allMatch(writer -> writer.matches(".* by batch of (run|import|vocabulary)"));
        assertThat(
                        program.rows()
                                .count(
                                        """
                                        compliance.audit_log
                                        WHERE batch_job_execution_id IS NULL
                                          AND request_id LIKE 'run %'
                                        """))
                .isZero();
    }

    @Test
    void a_second_run_over_the_same_files_leaves_no_entry() {
        program.run(files.folder());
        long entries = program.rows().count("compliance.audit_log");

        program.run(files.folder());

        assertThat(program.rows().count("compliance.audit_log")).isEqualTo(entries);
    }
}
