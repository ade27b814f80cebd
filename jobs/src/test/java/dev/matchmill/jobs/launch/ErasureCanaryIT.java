package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.erase.ErasureReplay;
import dev.matchmill.jobs.keys.LeakSearch;
import dev.matchmill.jobs.run.Books;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person whose every word is unique is taken in, erased, sent again and restored. */
class ErasureCanaryIT {

    @TempDir private Path temporary;

    private final String canary = "zq" + UUID.randomUUID().toString().replace("-", "");
    private final String address = canary + "@example.org";
    private final Set<String> delivered = new HashSet<>();
    private PipelineFixture program;
    private LoggedLines log;
    private ErasedPerson erased;
    private SampleFiles files;
    private LeakSearch search;

    @BeforeEach
    void open() throws IOException {
        program = PipelineFixture.in(temporary);
        log = new LoggedLines(Level.DEBUG);
        erased = new ErasedPerson(program);
        files = new SampleFiles(temporary.resolve("in"));
        search = new LeakSearch(program.database());
    }

    @AfterEach
    void close() {
        program.close();
        log.close();
    }

    @Test
    void j05_an_erased_person_is_nowhere_and_does_not_come_back_by_file_or_backup()
            throws Exception {
        takeIn();
        writeAbout();
        search.noteStatements();
        assertThat(LeakSearch.holding(search.places(), canary)).contains("rows", "dump");
        Path backup = dump();
        long id = erased.approve(address);

        erased.execute();

        assertThat(erased.standing(id))
                .as("%s", program.rows().texts("SELECT detail::text FROM ops.maintenance_findings"))
                .isEqualTo("completed");
        assertThat(LeakSearch.holding(search.places(), canary)).isEmpty();
        assertThat(keptFiles()).noneMatch(this::holdsCanary).noneMatch(this::isDelivered);
        assertThat(program.rows().texts("SELECT email FROM candidates WHERE anonymized_at IS NULL"))
                .containsExactly("ben@example.org");
        assertThat(
                        program.rows()
                                .count(
                                        "(SELECT DISTINCT entity_id FROM embeddings WHERE"
                                                + " entity_type = 'candidate') e"))
                .isEqualTo(1);

        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(canary));

        Path again = temporary.resolve("again");
        new SampleFiles(again).write("x.txt", resume());
        assertThat(program.ingest(again).report().books())
                .isEqualTo(new Books(1, 0, 0, 0, 1, 0, 0));
        assertThat(LeakSearch.holding(search.places(), canary)).isEmpty();
        assertThat(keptFiles()).noneMatch(this::holdsCanary);

        try (TestDatabase copy = TestDatabase.empty()) {
            restore(backup, copy);
            LeakSearch there = new LeakSearch(copy);
            assertThat(LeakSearch.holding(there.places(), canary)).contains("rows");
            ErasureReplay replay = new ErasureReplay(SubjectFingerprint.of(program.home()));

            assertThat(replay.replay(program.database().dataSource(), copy.dataSource()))
                    .isEqualTo(1);

            assertThat(LeakSearch.holding(there.places(), canary)).isEmpty();
            assertThat(
                            new Rows(
                                            org.springframework.jdbc.core.simple.JdbcClient.create(
                                                    copy.dataSource()))
                                    .count("compliance.verify_ledger()"))
                    .isZero();
        }
        assertThat(log.lines()).noneMatch(line -> line.contains(canary));
    }

    private void takeIn() throws IOException {
        program.importPostings(
                new SampleFiles(temporary).postings("postings.csv", "ENG-1|Engineer|Java"));
        for (ResumeFormat format : ResumeFormat.values()) {
            // Each says something of its own, or it would be one more copy of the same text.
            byte[] content = format.write(resume() + "\nSent as " + format + ".\n");
            files.write("ENG-1/" + format.fileName(), content);
            delivered.add(sha256(content));
        }
        files.resume("ENG-1/ben.txt", "Ben Marlow", "ben@example.org", "Java");
        program.run(files.folder());
        assertThat(
                        program.rows()
                                .count(
                                        "files WHERE candidate_id = (SELECT id FROM candidates"
                                                + " WHERE email LIKE 'zq%')"))
                .isEqualTo(ResumeFormat.values().length);
        assertThat(keptFiles()).filteredOn(this::isDelivered).hasSameSizeAs(delivered);
        assertThat(program.rows().count("pipeline.match_results")).isGreaterThan(0);
    }

    // What only people write, and what went wrong.
    private void writeAbout() {
        String candidate = "(SELECT id FROM candidates WHERE email = :address)";
        String application = "(SELECT min(id) FROM applications WHERE candidate_email = :address)";
        for (String sql :
                List.of(
                        "UPDATE candidates SET phone = '+49 30 ' || '5550199', metadata ="
                                + " jsonb_build_object('note', CAST(:canary AS text)) WHERE email ="
                                + " :address",
                        "INSERT INTO messages (organization_id, application_id, candidate_id,"
                            + " channel, body) SELECT organization_id, id, candidate_id, 'email',"
                            + " :canary FROM applications WHERE id = "
                                + application,
                        "INSERT INTO application_notes (application_id, body) SELECT id, :canary"
                                + " FROM applications WHERE id = "
                                + application,
                        "INSERT INTO candidate_consents (candidate_id, consent_type,"
                                + " policy_version, evidence) VALUES ("
                                + candidate
                                + ", (enum_range(NULL::consent_type))[1], '1',"
                                + " jsonb_build_object('text', CAST(:canary AS text)))",
                        "INSERT INTO pipeline.dead_letters (source_id, external_id, stage, reason,"
                            + " file_id) SELECT source_id, :canary || '.pdf', 'parse', 'corrupt',"
                            + " file_id FROM pipeline.source_records WHERE candidate_id = "
                                + candidate
                                + " LIMIT 1")) {
            try {
                var statement = program.jdbc().sql(sql);
                if (sql.contains(":address")) {
                    statement = statement.param("address", address);
                }
                if (sql.contains(":canary")) {
                    statement = statement.param("canary", canary);
                }
                statement.update();
            } catch (org.springframework.jdbc.BadSqlGrammarException
                    | org.springframework.dao.DataIntegrityViolationException wrong) {
                throw new AssertionError(sql, wrong);
            }
        }
    }

    private String resume() {
        return SampleFiles.resume("Zara " + canary, address, "Java");
    }

    private List<Path> keptFiles() throws IOException {
        try (Stream<Path> kept = Files.walk(temporary.resolve("home"))) {
            return new ArrayList<>(kept.filter(Files::isRegularFile).toList());
        }
    }

    private boolean holdsCanary(Path file) {
        try {
            return file.toString().contains(canary)
                    || new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                            .contains(canary);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    // Words can't be searched for in what is compressed, but the file itself can.
    private boolean isDelivered(Path file) {
        try {
            return delivered.contains(sha256(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String sha256(byte[] content) {
        return ContentHash.ofContent(content).hex();
    }

    private Path dump() throws IOException, InterruptedException {
        Path out = temporary.resolve("backup.sql");
        run(
                program.database().address(),
                out,
                "pg_dump",
                "--no-owner",
                "--no-privileges",
                "--file",
                out.toString());
        return out;
    }

    private void restore(Path backup, TestDatabase copy) throws IOException, InterruptedException {
        run(
                copy.address(),
                temporary.resolve("restore.log"),
                "psql",
                "--quiet",
                "--file",
                backup.toString());
    }

    private void run(DatabaseAddress there, Path log, String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary(name)));
        command.addAll(
                List.of(
                        "--dbname",
                        there.url().substring("jdbc:".length()),
                        "--username",
                        there.username()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of(log + ".out").toFile());
        builder.environment().put("PGPASSWORD", Objects.requireNonNullElse(there.password(), ""));
        assertThat(builder.start().waitFor()).as(name).isZero();
    }

    private static String binary(String name) throws IOException {
        try (Stream<Path> found = Files.walk(Path.of("/usr/lib/postgresql"), 3)) {
            return found.filter(it -> it.endsWith("bin/" + name))
                    .map(Path::toString)
                    .findFirst()
                    .orElse(name);
        }
    }
}
