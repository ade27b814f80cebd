package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.ingest.IngestPlan;
import dev.matchmill.jobs.run.Books;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationIT {

    private static final String APPLICATIONS =
            """
            SELECT concat_ws(' ', j.external_ref, a.candidate_email, a.attempt_no, a.status,
                             CASE WHEN c.email = a.candidate_email THEN 'linked' END)
            FROM applications a
            JOIN jobs j ON j.id = a.job_id
            LEFT JOIN candidates c ON c.id = a.candidate_id
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
    void a_folder_named_by_a_posting_holds_applications_to_it() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("others/ben.txt", "Ben Marlow", "ben@example.org", "Java");

        assertThat(ingest()).isEqualTo(new Books(2, 2, 0, 0, 0, 0, 0));

        assertThat(applications()).containsExactly("ENG-1 ada@example.org 1 pending linked");
    }

    @Test
    void every_document_applies_to_the_posting_of_the_option() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume("deep/ben.txt", "Ben Marlow", "ben@example.org", "Java");

        program.ingest(plan(Optional.of("ENG-1"), Optional.empty()));

        assertThat(applications())
                .containsExactlyInAnyOrder(
                        "ENG-1 ada@example.org 1 pending linked",
                        "ENG-1 ben@example.org 1 pending linked");
    }

    @Test
    void an_application_is_stored_before_its_candidate_and_linked_to_it() {
        importPostings("ENG-1|Engineer|Java");
        program.jdbc().sql("CREATE TABLE birth (what text, at bigserial)").update();
        program.jdbc().sql("GRANT INSERT ON birth TO ats_batch").update();
        program.jdbc().sql("GRANT USAGE ON birth_at_seq TO ats_batch").update();
        for (String table : new String[] {"applications", "candidates"}) {
            program.jdbc()
                    .sql(
                            """
                            CREATE FUNCTION birth_of_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
                            BEGIN INSERT INTO public.birth (what) VALUES ('%1$s'); RETURN NEW; END $$;
                            CREATE TRIGGER birth AFTER INSERT ON %1$s
                            FOR EACH ROW EXECUTE FUNCTION birth_of_%1$s();
                            """
                                    .formatted(table))
                    .update();
        }
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        ingest();

        assertThat(program.rows().texts("SELECT what FROM birth ORDER BY at"))
                .containsExactly("applications", "candidates");
        assertThat(applications()).containsExactly("ENG-1 ada@example.org 1 pending linked");
    }

    @Test
    void one_file_may_apply_to_two_postings_by_its_manifest() {
        importPostings("ENG-1|Engineer|Java", "ENG-2|Developer|Java");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write(
                "manifest.csv",
                """
                file,posting,email,source,applied_at
                ada.txt,ENG-1,Work.Ada@example.org,referral,2026-03-01T09:30:00Z
                ada.txt,ENG-2,work.ada@example.org,,
                """);

        assertThat(ingest()).isEqualTo(new Books(2, 1, 0, 1, 0, 0, 0));

        assertThat(applications())
                .containsExactlyInAnyOrder(
                        "ENG-1 work.ada@example.org 1 pending linked",
                        "ENG-2 work.ada@example.org 1 pending linked");
        assertThat(
                        program.rows()
                                .text(
                                        """
                                        SELECT source || ' ' || (applied_at AT TIME ZONE 'UTC')
                                        FROM applications WHERE source = 'referral'
                                        """))
                .isEqualTo("referral 2026-03-01 09:30:00");
    }

    @Test
    void a_bad_manifest_line_is_rejected_by_its_number_and_a_missing_file_is_deferred() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.write(
                "manifest.csv",
                """
                file,posting,email
                ada.txt,ENG-1,not an address
                ../secret.txt,ENG-1,
                gone.txt,ENG-1,
                """);

        assertThat(ingest()).isEqualTo(new Books(4, 1, 0, 0, 0, 2, 1));

        assertThat(program.rows().ledger())
                .containsExactly(
                        "/manifest.csv:2 rejected invalid_record",
                        "/manifest.csv:3 rejected invalid_record",
                        "ada.txt stored",
                        "gone.txt [ENG-1] deferred vanished");
        assertThat(ingest()).isEqualTo(new Books(4, 0, 3, 0, 0, 0, 1));
    }

    @Test
    void an_unknown_posting_waits_until_it_is_imported() {
        files.write("manifest.csv", "file,posting\nada.txt,ENG-9\n");
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        assertThat(ingest()).isEqualTo(new Books(1, 0, 0, 0, 0, 0, 1));
        assertThat(program.rows().ledger())
                .containsExactly("ada.txt [ENG-9] deferred unknown_posting");
        assertThat(program.rows().count("candidates")).isZero();
        assertThat(ingest()).isEqualTo(new Books(1, 0, 0, 0, 0, 0, 1));

        importPostings("ENG-9|Engineer|Java");
        assertThat(ingest()).isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        assertThat(applications()).containsExactly("ENG-9 ada@example.org 1 pending linked");
        assertThat(program.rows().texts("SELECT status::text FROM pipeline.dead_letters"))
                .containsExactly("resolved");
    }

    @Test
    void another_document_joins_the_running_application() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();
        files.write(
                "ENG-1/letter.txt",
                SampleFiles.resume("Ada Fenwick", "ada@example.org", "Java")
                        + "\nAwards\nBest importer of the year, twice, and much applause\n");

        assertThat(ingest()).isEqualTo(new Books(2, 1, 1, 0, 0, 0, 0));

        assertThat(applications()).containsExactly("ENG-1 ada@example.org 1 pending linked");
    }

    @Test
    void applying_again_after_a_rejection_is_the_second_attempt() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();
        reject();
        files.resume("ENG-1/ada again.txt", "Ada Fenwick", "ada@example.org", "Java");

        ingest();

        assertThat(applications())
                .containsExactly(
                        "ENG-1 ada@example.org 1 rejected linked",
                        "ENG-1 ada@example.org 2 pending linked");
    }

    @Test
    void a_changed_document_of_a_rejected_application_opens_no_new_one() {
        importPostings("ENG-1|Engineer|Java");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        ingest();
        reject();
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java, Perl");

        ingest();

        assertThat(applications()).containsExactly("ENG-1 ada@example.org 1 rejected linked");
    }

    @Test
    void an_import_again_of_the_same_feed_writes_nothing() {
        Path feed = importPostings("ENG-1|Engineer|Java", "ENG-2|Developer|Java");
        List<String> before = program.rows().versions("jobs");

        program.importPostings(feed);

        assertThat(program.rows().versions("jobs")).isEqualTo(before);
    }

    private Path importPostings(String... lines) {
        Path feed = new SampleFiles(temporary).postings("postings.csv", lines);
        program.importPostings(feed);
        return feed;
    }

    private void reject() {
        program.jdbc()
                .sql("UPDATE applications SET status = 'rejected', rejection_reason = 'other'")
                .update();
    }

    private Books ingest() {
        return program.ingest(files.folder()).report().books();
    }

    private IngestPlan plan(Optional<String> posting, Optional<Path> manifest) {
        return new IngestPlan(
                PipelineFixture.ORGANIZATION, List.of(files.folder()), posting, manifest);
    }

    private List<String> applications() {
        return program.rows().texts(APPLICATIONS);
    }
}
