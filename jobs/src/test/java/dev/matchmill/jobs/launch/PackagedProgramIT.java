package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.config.database.DatabaseSettings;
import dev.matchmill.config.database.TestSettings;
import dev.matchmill.config.database.WorkingConnections;
import dev.matchmill.config.database.WorkingRole;
import dev.matchmill.config.lock.ScopeLock;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exit codes and sentences of the program as it is shipped. */
class PackagedProgramIT {

    @TempDir private static Path folder;

    private static TestDatabase database;
    private static ProgramProcess.Setup setup;

    /** A start of the program, its exit code, and a part of what it says on standard error. */
    record Case(ProgramProcess.Setup given, int code, String sentence, List<String> arguments) {

        static Case of(int code, String sentence, String... arguments) {
            return new Case(setup, code, sentence, List.of(arguments));
        }

        Case with(String name, String value) {
            return new Case(given.with(name, value), code, sentence, arguments);
        }

        @Override
        public String toString() {
            return arguments + " ends with " + code;
        }
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        setup = ProgramProcess.Setup.on(database, folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<Case> starts() throws Exception {
        SampleFiles files = new SampleFiles(folder);
        String empty = Files.createDirectories(folder.resolve("nothing")).toString();
        for (int i = 0; i < 12; i++) {
            files.write("bad/" + i + ".txt", " ".repeat(i + 1));
        }
        String key =
                files.write("key.yaml", "matchmill:\n  databse:\n    pool-size: 4\n").toString();
        String yaml = files.write("broken.yaml", "matchmill: [\n").toString();
        String value =
                files.write("value.yaml", "matchmill:\n  database:\n    pool-size: many\n")
                        .toString();
        String model =
                files.write("model.yaml", "matchmill.embeddings.model.path: /no/such/model\n")
                        .toString();
        files.resume("one/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        return Stream.of(
                Case.of(64, "name a verb"),
                Case.of(64, "did you mean 'ingest'", "ingst"),
                Case.of(64, "did you mean '--source'", "run", "--sorce", empty),
                Case.of(64, "", "import"),
                Case.of(64, "--output", "run", "--source", empty, "--output", "html"),
                Case.of(64, "name a posting, or say --all", "shortlist"),
                Case.of(64, "no open posting has the reference or id 'NO-1'", "shortlist", "NO-1"),
                Case.of(64, "--reason must be one of", "rejects", "list", "--reason", "odd"),
                Case.of(64, "--until must be a day", "rejects", "drop", "--until", "soon"),
                Case.of(64, "say which: --all", "rejects", "replay"),
                Case.of(64, "there is no finished run 999", "runs", "show", "999"),
                Case.of(64, "need a --source", "ingest", "--posting", "ENG-1"),
                Case.of(78, "did you mean 'matchmill.database.pool-size'", "status")
                        .with("MATCHMILL_CONFIG", key),
                Case.of(78, "no readable YAML", "status").with("MATCHMILL_CONFIG", yaml),
                Case.of(78, "matchmill.database.pool-size", "status")
                        .with("MATCHMILL_CONFIG", value),
                Case.of(78, "no-such-file.yaml", "status")
                        .with("MATCHMILL_CONFIG", folder + "/no-such-file.yaml"),
                Case.of(78, "there is no folder", "run", "--source", folder + "/absent"),
                Case.of(78, "there is no file", "import", "postings", folder + "/absent.csv"),
                Case.of(78, "/no/such/model", "run", "--source", folder + "/one")
                        .with("MATCHMILL_CONFIG", model),
                Case.of(75, "does not answer", "status")
                        .with("MATCHMILL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none"),
                Case.of(0, "", "ingest", "--source", empty),
                Case.of(0, "no embedding model is active yet", "match"),
                Case.of(
                        3,
                        "rejected than the threshold allows",
                        "ingest",
                        "--source",
                        folder + "/bad"),
                Case.of(0, "", "ingest", "--source", folder + "/bad"));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void a_start_ends_with_its_code_and_one_sentence_that_says_why(Case start) {
        ProgramProcess.Ended ended = start.given().run(start.arguments().toArray(String[]::new));

        assertThat(ended.code()).as(ended.err()).isEqualTo(start.code());
        assertThat(ended.err()).contains(start.sentence()).doesNotContain("\tat ");
        if (start.code() >= 64) {
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void a_second_run_while_another_lives_is_told_to_come_back() throws Exception {
        DatabaseSettings settings = TestSettings.of(database.address());
        try (ScopeLock _ =
                ScopeLock.acquire(
                        new WorkingConnections(settings, WorkingRole.BATCH),
                        "pipeline",
                        "the first")) {
            ProgramProcess.Ended ended = setup.run("match");

            assertThat(ended.code()).isEqualTo(75);
            assertThat(ended.err()).contains("another execution", "the first since");
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void standard_output_is_the_result_and_nothing_else() {
        new SampleFiles(folder).resume("two/ben.txt", "Ben Marlow", "ben@example.org", "Java");
        ProgramProcess.Ended ended =
                setup.run("ingest", "--source", folder + "/two", "--output", "json");

        JsonNode report = new JsonMapper().readTree(ended.out());

        assertThat(report.get("seen").asInt()).isEqualTo(1);
        assertThat(report.get("stored").asInt() + report.get("duplicate").asInt()).isEqualTo(1);
        assertThat(ended.code()).isZero();
    }

    @Test
    void a_verb_does_what_it_is_asked_for_although_its_job_is_switched_off() {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = false").update();
        try {
            ProgramProcess.Ended erased = setup.run("erase", "run");
            assertThat(erased.code()).as(erased.err()).isZero();
            assertThat(erased.out()).contains("erasureExecution");

            String plan = setup.run("retain", "plan", "--output", "json").out();
            String id = new JsonMapper().readTree(plan).get("plan").asString();
            ProgramProcess.Ended applied = setup.run("retain", "apply", id);
            assertThat(applied.code()).as(applied.err()).isZero();
            assertThat(applied.out()).contains("retentionEvaluation");
        } finally {
            jdbc.sql("UPDATE ops.scheduled_jobs SET is_enabled = true").update();
        }
    }

    @Test
    void a_result_that_finds_no_room_is_told_and_one_that_nobody_reads_is_not() {
        ProgramProcess.Ended full =
                setup.startedBy("sh", "-c", "exec \"$@\" >/dev/full", "sh").run("maintain", "list");
        ProgramProcess.Ended unread =
                setup.startedBy("sh", "-c", "exec \"$@\" >&-", "sh").run("maintain", "list");

        assertThat(full.code()).as(full.err()).isEqualTo(75);
        assertThat(full.err()).contains("no room for a file", "No space left on device");
        assertThat(unread.code()).as(unread.err()).isZero();
    }

    @Test
    void a_profile_that_nobody_can_read_is_a_failure_without_the_name_of_its_file() {
        Path file = new SampleFiles(folder).write("fenwick.txt", "Ada Fenwick, engineer\n");

        ProgramProcess.Ended ended =
                setup.option("-Djava.io.tmpdir=" + folder + "/no-such-folder")
                        .run("profile", file.toString());

        assertThat(ended.code()).isEqualTo(70);
        assertThat(ended.err()).contains("unexpected failure").doesNotContain("fenwick");
        assertThat(ended.out()).isEmpty();
    }

    static Stream<String> verbs() {
        return Matchmill.commandLine().getSubcommands().keySet().stream();
    }

    // The help of each verb is printed by the same code in this JVM and in a process.
    @ParameterizedTest
    @MethodSource("verbs")
    void every_verb_explains_itself(String verb) {
        java.io.StringWriter out = new java.io.StringWriter();
        var line = Matchmill.commandLine().setOut(new java.io.PrintWriter(out));

        assertThat(line.execute(verb, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: matchmill " + verb);
        assertThat(out.toString().lines().count()).isGreaterThan(3);
    }

    @Test
    void help_of_the_program_ends_with_zero_and_names_every_verb() {
        ProgramProcess.Ended ended = setup.run("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains(verbs().toArray(String[]::new));
    }
}
