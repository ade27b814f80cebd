package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.ingest.IngestPlan;
import dev.matchmill.jobs.ledger.KnownSources;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.readers.bucket.BucketSettings;
import dev.matchmill.readers.source.SourcePlace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of source, twice: the second run changes nothing. */
class SourcesIT {

    private static final BucketSettings BUCKETS =
            new BucketSettings("", "us-east-1", false, "", "", Duration.ofSeconds(1), 1);
    private static final String APPLICATIONS =
            """
            SELECT concat_ws(' ', j.external_ref, a.candidate_email, a.source,
                             a.applied_at AT TIME ZONE 'UTC')
            FROM applications a
            JOIN jobs j ON j.id = a.job_id
            ORDER BY j.external_ref, a.candidate_email
            """;

    @TempDir private Path temporary;

    private PipelineFixture program;
    private SampleFiles files;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        files = new SampleFiles(temporary.resolve("in"));
        program.importPostings(
                new SampleFiles(temporary).postings("feed.csv", "ENG-1|Engineer|Java"));
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void an_archive_is_read_with_its_folders_and_its_manifest() throws IOException {
        Path zip = Files.createDirectories(files.folder()).resolve("all.zip");
        zip(
                zip,
                "ENG-1/ada.txt",
                SampleFiles.resume("Ada Fenwick", "ada@example.org", "Java"),
                "ben.txt",
                SampleFiles.resume("Ben Marlow", "ben@example.org", "Java"),
                "inner.zip",
                "PK\u0003\u0004 not a resume",
                "../out.txt",
                SampleFiles.resume("Cal Dunmore", "cal@example.org", "Java"),
                "manifest.jsonl",
                """
                {"file": "ben.txt", "posting": "ENG-1", "source": "referral", "applied_at": "2026-03-01"}
                {"file": "gone.txt"}
                {"posting": "ENG-1"}
                """);

        assertThat(ingest(zip)).isEqualTo(new Books(6, 2, 0, 0, 0, 3, 1));
        assertThat(program.rows().ledger())
                .containsExactly(
                        "../out.txt rejected corrupt",
                        "/manifest.jsonl:3 rejected invalid_record",
                        "ENG-1/ada.txt [ENG-1] stored",
                        "ben.txt [ENG-1] stored",
                        "gone.txt deferred vanished",
                        "inner.zip rejected unsupported_type");
        assertThat(program.rows().texts(APPLICATIONS))
                .anyMatch(
                        line -> line.equals("ENG-1 ben@example.org referral 2026-03-01 00:00:00"));
        assertThat(program.rows().count("candidates")).isEqualTo(2);
        assertNothingChanges(zip, new Books(6, 0, 5, 0, 0, 0, 1));
    }

    @Test
    void a_folder_of_resumes_and_feeds_is_a_source_of_each() throws IOException {
        files.write("feed.csv", Files.readString(temporary.resolve("feed.csv")));
        program.importPostings(files.folder());
        files.resume("ada.txt", "Ada Fenwick", "ada@example.org", "Java");

        ingest(files.folder());
        ingest(files.folder());

        String place = files.folder().toAbsolutePath().toString();
        assertThat(
                        program.rows()
                                .texts(
                                        "SELECT item_type || ' ' || location FROM"
                                                + " pipeline.ingestion_sources WHERE location LIKE"
                                                + " '%/in' ORDER BY id"))
                .containsExactly("job_posting " + place, "resume " + place);
        assertThat(
                        new KnownSources(program.jdbc())
                                .locations(
                                        program.rows()
                                                .text(
                                                        "SELECT name FROM organizations ORDER BY id"
                                                                + " LIMIT 1")))
                .containsExactly(place);
    }

    @Test
    void a_mailbox_brings_applications_with_sender_date_and_posting() throws IOException {
        Path mbox =
                files.write(
                        "in.mbox",
                        letter(
                                        "ada@example.org",
                                        "jobs+eng-1@mill.example",
                                        "My application",
                                        SampleFiles.resume(
                                                "Ada Fenwick", "ada@example.org", "Java"))
                                + letter(
                                        "Ben Marlow <surfer77@example.org>",
                                        "jobs@mill.example",
                                        "Application [ENG-1]",
                                        SampleFiles.resume("Ben Marlow", "Portland", "Java"))
                                + letter(
                                        "Agent <agent@agency.example>",
                                        "jobs@mill.example",
                                        "A candidate",
                                        SampleFiles.resume("Cal Dunmore", "Portland", "Java"))
                                + "From x@y Mon Mar  2 10:30:00 2026\nFrom: dot@example.org\n"
                                + "Subject: Ref: ENG-1\n\nIs the position in Leeds still open? I"
                                + " would like to know more about it.\n\n");

        assertThat(ingest(mbox)).isEqualTo(new Books(4, 3, 0, 0, 0, 1, 0));
        assertThat(program.rows().texts(APPLICATIONS))
                .containsExactly(
                        "ENG-1 ada@example.org direct 2026-03-02 09:30:00",
                        "ENG-1 surfer77@example.org direct 2026-03-02 09:30:00");
        assertThat(program.rows().texts("SELECT full_name FROM candidates ORDER BY 1"))
                .containsExactly("Ada Fenwick", "Ben Marlow", "Cal Dunmore");
        assertThat(program.rows().count("candidates WHERE email LIKE '%agency%'")).isZero();
        assertThat(program.rows().texts("SELECT error_message FROM pipeline.dead_letters"))
                .containsExactly("a message without a resume");
        assertNothingChanges(mbox, new Books(4, 0, 4, 0, 0, 0, 0));
    }

    @Test
    void a_message_that_is_moved_in_its_maildir_is_unchanged() throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(files.folder().resolve("mail").resolve(part));
        }
        String letter =
                letter(
                        "ada@example.org",
                        "jobs+ENG-1@mill.example",
                        "x",
                        SampleFiles.resume("Ada Fenwick", "ada@example.org", "Java"));
        Path fresh = files.write("mail/new/17.M1.host", letter.substring(letter.indexOf('\n') + 1));
        Path maildir = files.folder().resolve("mail");
        assertThat(ingest(maildir)).isEqualTo(new Books(1, 1, 0, 0, 0, 0, 0));

        Files.move(fresh, maildir.resolve("cur/17.M1.host:2,S"));

        assertThat(program.rows().ledger()).containsExactly("17.M1.host/cv.txt [ENG-1] stored");
        assertNothingChanges(maildir, new Books(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void a_json_resume_is_a_candidate_and_other_json_a_rejection() {
        files.write(
                "resume.json",
                """
                {"basics": {"name": "Zo\u00EB van Dijk", "email": "zoe@example.org", "phone": "020 624 1111",
                   "location": {"city": "Amsterdam", "countryCode": "NL"}},
                 "work": [{"name": "Larkspur", "position": "Java Developer", "startDate": "2020-01-01",
                   "highlights": ["Built payment services for shops and kept them running"]}],
                 "skills": [{"name": "Java"}]}
                """);
        files.write("package.json", "{\"name\": \"x\", \"version\": \"1\"}");
        files.write("bad.json", "{\"basics\": {\"name\": 1, \"email\": {}}}");

        assertThat(ingest(files.folder())).isEqualTo(new Books(3, 1, 0, 0, 0, 2, 0));
        assertThat(
                        program.rows()
                                .text(
                                        """
                                        SELECT concat_ws('|', full_name, email, phone, location_country,
                                                         current_title, current_company)
                                        FROM candidates
                                        """))
                .isEqualTo(
                        "Zo\u00EB van Dijk|zoe@example.org|+31206241111|NL|Java"
                                + " Developer|Larkspur");
        assertThat(program.rows().ledger())
                .containsExactly(
                        "bad.json rejected invalid_record",
                        "package.json rejected unsupported_type",
                        "resume.json stored");
        assertNothingChanges(files.folder(), new Books(3, 0, 3, 0, 0, 0, 0));
    }

    @Test
    void a_path_that_is_too_long_for_an_index_is_an_item_like_others() {
        String deep = "\u0101".repeat(100) + "/";
        files.resume(deep.repeat(11) + "ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        files.resume(deep.repeat(11) + "ben.txt", "Ben Marlow", "ben@example.org", "Java");

        assertThat(ingest(files.folder())).isEqualTo(new Books(2, 2, 0, 0, 0, 0, 0));
        assertNothingChanges(files.folder(), new Books(2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void earlier_places_of_every_kind_are_known_by_their_location() throws IOException {
        Path zip = Files.createDirectories(files.folder()).resolve("all.zip");
        zip(zip, "ada.txt", SampleFiles.resume("Ada Fenwick", "ada@example.org", "Java"));
        Path mbox = files.write("in.mbox", "");
        ingest(zip);
        ingest(mbox);

        List<String> known =
                new KnownSources(program.jdbc()).locations(PipelineFixture.ORGANIZATION);

        assertThat(known)
                .containsExactly(zip.toRealPath().toString(), mbox.toRealPath().toString());
        assertThat(known)
                .extracting(location -> SourcePlace.of(location, BUCKETS).kind().label())
                .containsExactly("filesystem", "email");
        assertThat(
                        program.rows()
                                .texts(
                                        """
                                        SELECT kind FROM pipeline.ingestion_sources
                                        WHERE item_type = 'resume' ORDER BY id
                                        """))
                .containsExactly("filesystem", "email");
    }

    @Test
    void an_archive_that_is_cut_off_stops_the_run_before_anything_is_written() throws IOException {
        Path zip = files.write("cut.zip", "PK\u0003\u0004 and no more");

        assertThatThrownBy(() -> ingest(zip)).hasStackTraceContaining("not a whole zip file");

        assertThat(program.rows().count("pipeline.source_records")).isZero();
    }

    private void assertNothingChanges(Path place, Books expected) {
        List<String> tables =
                List.of(
                        "candidates",
                        "applications",
                        "files",
                        "jobs",
                        // What is deferred is tried again, and that is counted.
                        "pipeline.dead_letters WHERE NOT is_retryable");
        List<List<String>> before = tables.stream().map(program.rows()::versions).toList();

        assertThat(ingest(place)).isEqualTo(expected);

        assertThat(tables.stream().map(program.rows()::versions).toList()).isEqualTo(before);
    }

    private Books ingest(Path place) {
        IngestPlan plan =
                new IngestPlan(
                        List.of(SourcePlace.of(place.toString(), BUCKETS)),
                        PipelineFixture.ORGANIZATION,
                        Optional.empty(),
                        Optional.empty());
        return program.ingest(plan).report().books();
    }

    private static String letter(String from, String to, String subject, String resume) {
        String content =
                Base64.getMimeEncoder().encodeToString(resume.getBytes(StandardCharsets.UTF_8));
        return """
        From x@y Mon Mar  2 10:30:00 2026
        From: %s
        To: %s
        Subject: %s
        Date: Mon, 2 Mar 2026 10:30:00 +0100
        Content-Type: multipart/mixed; boundary="b1"

        --b1
        Content-Type: text/plain

        Dear all, please find my resume attached.
        --b1
        Content-Type: text/plain; name="cv.txt"
        Content-Disposition: attachment; filename="cv.txt"
        Content-Transfer-Encoding: base64

        %s
        --b1--

        """
                .formatted(from, to, subject, content);
    }

    private static void zip(Path file, String... namesAndTexts) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(stream)) {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[at]));
                out.write(namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
