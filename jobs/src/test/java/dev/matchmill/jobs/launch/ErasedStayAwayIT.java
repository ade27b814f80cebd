package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.RunOutcome;
import dev.matchmill.jobs.run.Scope;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was erased does not come back by what was sent before, and is welcome when they apply. */
class ErasedStayAwayIT {

    private static final Books SUPPRESSED = new Books(1, 0, 0, 0, 1, 0, 0);

    @TempDir private Path temporary;

    private PipelineFixture program;
    private ErasedPerson erased;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        erased = new ErasedPerson(program);
        files = new SampleFiles(temporary.resolve("in"));
        program.importPostings(
                new SampleFiles(temporary)
                        .postings("postings.csv", "ENG-1|Engineer|Java", "ENG-2|Cook|Java"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void the_file_that_still_lies_in_the_folder_of_a_posting_is_no_new_application()
            throws Exception {
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        program.ingest(files.folder());
        erase("ada@example.org");

        assertThat(program.ingest(files.folder()).report().books()).isEqualTo(SUPPRESSED);
        assertThat(alive()).isZero();

        // Neither by a new start nor by another night.
        program.restart();
        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(1, 0, 1, 0, 0, 0, 0));
        assertThat(alive()).isZero();
    }

    @Test
    void a_new_application_lets_the_person_in_and_says_which_it_was() throws Exception {
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        program.ingest(files.folder());
        erase("ada@example.org");
        files.delete("ENG-1/ada.txt");
        files.resume("ENG-2/ada.txt", "Ada Fenwick", "ada@example.org", "Java, SQL");

        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        assertThat(alive()).isEqualTo(1);
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT fingerprint_of
                                        FROM compliance.ingestion_suppressions s
                                        JOIN applications a ON a.id = s.lifted_by_application_id
                                        WHERE lifted_at IS NOT NULL AND a.candidate_email = 'ada@example.org'
                                        ORDER BY 1
                                        """))
                .containsExactly("address", "document");

        // What was sent before stays away.
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        assertThat(program.ingest(files.folder()).report().books())
                .isEqualTo(new Books(2, 0, 1, 0, 1, 0, 0));
    }

    @Test
    void a_resume_without_an_address_stays_away_by_its_words() throws Exception {
        String text = SampleFiles.resume("Ada Fenwick", "ask me", "Java");
        files.write("ada.txt", text);
        program.ingest(files.folder());
        String reserved = program.rows().text("SELECT email FROM candidates");
        assertThat(reserved).endsWith(".invalid");
        erase(reserved);

        Path again = temporary.resolve("again");
        new SampleFiles(again).write("x.txt", text + "\n\n  \n");
        assertThat(program.ingest(again).report().books()).isEqualTo(SUPPRESSED);
        assertThat(alive()).isZero();
    }

    @Test
    void what_waited_in_the_source_when_the_person_was_erased_is_no_new_application()
            throws Exception {
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        program.ingest(files.folder());
        // Listed, and its chunk was never stored: the process died.
        files.resume("ENG-2/ada.txt", "Ada Fenwick", "ada@example.org", "Java, Rust");
        program.ingest(files.folder());
        program.jdbc()
                .sql(
                        """
                        UPDATE pipeline.source_records
                        SET state = 'pending', candidate_id = NULL, application_id = NULL,
                            file_id = NULL, content_hash = NULL
                        WHERE posting_ref = 'ENG-2'
                        """)
                .update();
        erase("ada@example.org");

        program.ingest(files.folder());

        assertThat(alive()).isZero();
        assertThat(program.rows().ledger())
                .containsExactly(
                        "ENG-1/ada.txt [ENG-1] suppressed", "ENG-2/ada.txt [ENG-2] suppressed");
    }

    @Test
    void j05_waits_while_documents_are_taken_in() throws Exception {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        program.ingest(files.folder());
        long id = erased.approve("ada@example.org");
        try (ScopeLock _ =
                ScopeLock.acquire(program.connections(), Scope.PIPELINE.label(), "somebody")) {
            assertThat(erased.execute().end()).isEqualTo(RunOutcome.End.STOPPED);
        }
        assertThat(erased.standing(id)).isEqualTo("approved");
        assertThat(alive()).isEqualTo(1);

        erased.execute();

        assertThat(erased.standing(id)).isEqualTo("completed");
    }

    private void erase(String address) {
        long id = erased.approve(address);
        erased.execute();
        assertThat(erased.standing(id))
                .as("%s", program.rows().texts("SELECT detail::text FROM ops.maintenance_findings"))
                .isEqualTo("completed");
        assertThat(alive()).isZero();
    }

    private long alive() {
        return program.rows().count("candidates WHERE anonymized_at IS NULL");
    }
}
