package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.run.RunOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestIT {

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
    void a_resume_becomes_a_candidate_with_a_profile() {
        files.resume("ada.txt", "Ada Fenwick", "ada.fenwick@example.org", "Java, PostgreSQL");

        assertThat(ingest()).isEqualTo(books(1, 1, 0, 0, 0, 0));

        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT concat_ws('|', email, full_name, phone, current_title,
                                                         current_company, skills)
                                        FROM candidates
                                        """))
                .containsExactly(
                        "ada.fenwick@example.org|Ada Fenwick|+14155550132|Software"
                                + " Engineer|Larkspur Systems|[\"computer science\", \"java\","
                                + " \"postgresql\"]");
        assertThat(program.rows().count("candidate_experiences")).isEqualTo(2);
        assertThat(program.rows().count("candidate_educations")).isEqualTo(1);
    }

    @Test
    void a_person_called_like_a_skill_does_not_have_it_for_that() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        ingest();

        assertThat(program.rows().text("SELECT skills FROM candidates")).doesNotContain("ada");
    }

    @Test
    void the_original_is_kept_under_the_hash_of_its_bytes() throws Exception {
        Path original = files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();

        String key = program.rows().text("SELECT storage_key FROM files");

        assertThat(temporary.resolve("home/documents").resolve(key))
                .hasBinaryContent(Files.readAllBytes(original));
    }

    @Test
    void a_changed_file_is_read_again_and_brings_its_candidate_up_to_date() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();
        files.write(
                "ada.txt",
                SampleFiles.resume("Ada Fenwick", "ada@example.org", "Python")
                        + "\nAwards\nBest importer of the year, twice, and much applause\n");

        assertThat(ingest()).isEqualTo(books(1, 1, 0, 0, 0, 0));

        assertThat(program.rows().texts("SELECT skills::text FROM candidates"))
                .containsExactly("[\"computer science\", \"python\"]");
        assertThat(program.rows().count("candidate_documents WHERE is_primary")).isEqualTo(1);
    }

    @Test
    void a_renamed_file_is_a_duplicate_of_what_it_was() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        ingest();
        files.delete("ada.txt");
        files.resume("ada (1).txt", "Ada Fenwick", "ada@example.org", "Java");

        assertThat(ingest()).isEqualTo(books(2, 0, 1, 1, 0, 0));

        assertThat(program.rows().count("candidates")).isEqualTo(2);
        assertThat(program.rows().count("files")).isEqualTo(2);
    }

    @Test
    void the_same_bytes_twice_are_stored_once() {
        files.resume("a/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("b/ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        assertThat(ingest()).isEqualTo(books(2, 1, 0, 1, 0, 0));

        assertThat(program.rows().count("candidates")).isEqualTo(1);
        assertThat(program.rows().count("pipeline.document_texts")).isEqualTo(1);
    }

    @Test
    void two_resumes_of_one_person_make_one_candidate_with_two_documents() {
        files.resume("old.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write(
                "new.txt",
                SampleFiles.resume("Ada Fenwick", "Ada@Example.org", "Python, Kubernetes")
                        + "\nLanguages\nEnglish, Portuguese, Norwegian, Hungarian, Icelandic\n");

        assertThat(ingest()).isEqualTo(books(2, 2, 0, 0, 0, 0));

        assertThat(program.rows().texts("SELECT email FROM candidates"))
                .containsExactly("ada@example.org");
        assertThat(program.rows().count("candidate_documents")).isEqualTo(2);
        assertThat(program.rows().count("candidate_documents WHERE is_primary")).isEqualTo(1);
    }

    @Test
    void a_file_that_vanished_loses_nothing_and_may_come_back() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        ingest();
        files.delete("ada.txt");

        assertThat(ingest()).isEqualTo(books(1, 0, 1, 0, 0, 0));
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        assertThat(ingest()).isEqualTo(books(2, 0, 2, 0, 0, 0));

        assertThat(program.rows().ledger()).containsExactly("ada.txt stored", "ben.txt stored");
        assertThat(program.rows().count("candidates")).isEqualTo(2);
    }

    @Test
    void a_resume_without_an_address_gets_a_reserved_one_and_is_marked() {
        files.write(
                "ada.txt", SampleFiles.resume("Ada Fenwick", "", "Java").replace(" | +1", "+1"));

        assertThat(ingest()).isEqualTo(books(1, 1, 0, 0, 0, 0));

        assertThat(program.rows().text("SELECT email FROM candidates"))
                .matches("document-[0-9a-f]{32}@no-email\\.invalid");
        assertThat(program.rows().count("candidates WHERE metadata @> '{\"email_unknown\": true}'"))
                .isEqualTo(1);
    }

    @Test
    void documents_that_hold_no_resume_are_rejected_with_a_reason_and_the_others_stay() {
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write("empty.txt", "  \n");
        files.write("noise.exe", "MZ\0\1\2\3");

        assertThat(ingest()).isEqualTo(books(3, 1, 0, 0, 0, 2));

        assertThat(program.rows().ledger())
                .containsExactly(
                        "ada.txt stored",
                        "empty.txt rejected empty",
                        "noise.exe rejected unsupported_type");
        assertThat(program.rows().texts("SELECT external_id FROM pipeline.dead_letters"))
                .containsExactlyInAnyOrder("empty.txt", "noise.exe");
    }

    @Test
    void a_dead_letter_is_resolved_when_its_item_gets_through() {
        files.write("ada.txt", "\n");
        ingest();
        assertThat(program.rows().texts("SELECT status::text FROM pipeline.dead_letters"))
                .containsExactly("open");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        assertThat(ingest()).isEqualTo(books(1, 1, 0, 0, 0, 0));

        assertThat(program.rows().texts("SELECT status::text FROM pipeline.dead_letters"))
                .containsExactly("resolved");
    }

    @Test
    void what_the_database_refuses_is_rejected_alone() {
        program.jdbc()
                .sql(
                        """
                        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.email = 'ben@example.org' THEN
                                RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'refused';
                            END IF;
                            RETURN NEW;
                        END $$;
                        CREATE TRIGGER refuse BEFORE INSERT ON candidates
                        FOR EACH ROW EXECUTE FUNCTION refuse();
                        """)
                .update();
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        files.resume("cleo.txt", "Cleo Nash", "cleo@example.org", "Java");

        assertThat(ingest()).isEqualTo(books(3, 2, 0, 0, 0, 1));

        assertThat(program.rows().ledger())
                .containsExactly(
                        "ada.txt stored",
                        "ben.txt rejected refused_by_database",
                        "cleo.txt stored");
        assertThat(program.rows().text("SELECT error_message FROM pipeline.dead_letters"))
                .isEqualTo("SQLSTATE 23514");
        assertThat(program.rows().count("files")).isEqualTo(2);
    }

    private Books ingest() {
        RunOutcome outcome = program.ingest(files.folder());
        return outcome.report().books();
    }

    private static Books books(
            long seen,
            long stored,
            long unchanged,
            long duplicate,
            long suppressed,
            long rejected) {
        return new Books(seen, stored, unchanged, duplicate, suppressed, rejected, 0);
    }
}
