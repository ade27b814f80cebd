package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged program changes from the model that ships to a native one and back. */
class ModelsProgramIT {

    private static final int PEOPLE = 24;

    private static final String MODEL_OF_MATCHES =
            """
            SELECT DISTINCT m.name
            FROM pipeline.current_matches c
            JOIN pipeline.match_generations g ON g.id = c.generation_id
            JOIN embedding_models m ON m.id = g.embedding_model_id
            """;

    private static final String ACTIVE = "SELECT name FROM embedding_models WHERE is_active";

    private static final String MATCHES =
            "SELECT concat_ws(' ', job_id, rank, candidate_id, score, generation_id)"
                    + " FROM pipeline.current_matches ORDER BY job_id, rank";

    private static final String TINY =
            "embeddings e JOIN embedding_models m ON m.id = e.embedding_model_id"
                    + " WHERE m.name = 'tiny' AND e.entity_type = 'candidate' AND e.chunk_no = 0";

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;
    private ProgramProcess.Setup program;
    private Path tiny;
    private String source;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        rows = new Rows(JdbcClient.create(database.dataSource()));
        SampleFiles files = new SampleFiles(folder);
        for (int i = 0; i < PEOPLE; i++) {
            files.resume("in/p" + i + ".txt", "Sam Crowd", "sam" + i + "@example.org", "Java " + i);
        }
        source = folder.resolve("in").toString();
        tiny = new TinyModelFolder(folder.resolve("tiny")).write();
        program = ProgramProcess.Setup.on(database, folder.resolve("work"));
        Path postings =
                files.write(
                        "postings.jsonl",
                        """
                        {"external_ref":"ENG-1","title":"Java developer",\
                        "description":"Builds services in Java on PostgreSQL.",\
                        "required_skills":["Java"]}
                        """);
        ok("import", "postings", postings.toString());
        ok("run", "--source", source);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_model_is_added_built_compared_activated_and_left_again() throws Exception {
        List<String> before = rows.texts(MATCHES);

        // Naming another model in the settings is answered, and changes nothing.
        ProgramProcess.Ended named =
                program.with("MATCHMILL_EMBEDDINGS_MODEL_PATH", tiny.toString()).run("embed");
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(named.err()).contains("models add " + tiny);
        assertThat(rows.texts(ACTIVE)).containsExactly("matchmill-composite");

        ok("models", "add", tiny.toString(), "--license", "MIT");
        assertThat(ok("models", "list").out()).contains("tiny", "building", tiny.toString());
        ProgramProcess.Ended early = program.run("models", "activate", "tiny");
        assertThat(early.code()).isEqualTo(4);
        assertThat(early.err()).contains(PEOPLE + " candidates and 1 postings");

        assertThat(ok("models", "build", "tiny").out()).contains("models build");
        assertThat(rows.count(TINY)).isEqualTo(PEOPLE);
        assertThat(ok("models", "compare", "shipped", "tiny", "--output", "json").out())
                .contains("\"overlap\"", "\"ndcgFirst\" : null", "\"p95Shift\"");

        // What comes in later, both get.
        new SampleFiles(folder).resume("in/new.txt", "Sam Crowd", "new@example.org", "Java, SQL");
        ok("run", "--source", source);
        assertThat(rows.count(TINY)).isEqualTo(PEOPLE + 1);

        List<String> shipped = rows.texts(MATCHES);
        ok("models", "activate", "tiny");
        assertThat(rows.texts(MATCHES)).isEqualTo(shipped);
        ok("match");
        assertThat(rows.texts(MODEL_OF_MATCHES)).containsExactly("tiny");

        assertThat(ok("models", "activate", "shipped").out()).contains("1 postings show");
        assertThat(rows.texts(MATCHES)).isEqualTo(shipped).isNotEqualTo(before);

        assertThat(ok("models", "drop", "tiny").err()).contains("--apply");
        assertThat(rows.count(TINY)).isEqualTo(PEOPLE + 1);
        ok("models", "drop", "tiny", "--apply");
        assertThat(rows.count(TINY)).isZero();
        assertThat(ok("models", "list").out()).contains("dropped");
        assertThat(program.run("models", "drop", "shipped", "--apply").code()).isEqualTo(78);
        assertThat(ok("models", "unmatchable").out()).contains("everybody can be matched");
    }

    @Test
    void a_folder_that_is_not_whole_is_refused_in_one_sentence() throws Exception {
        ok("models", "add", tiny.toString());
        Files.writeString(tiny.resolve("tokenizer.json"), "\n", StandardOpenOption.APPEND);
        refused("are other ones now", "models", "build", "tiny");
        Path narrow = new TinyModelFolder(folder.resolve("narrow")).dimension(384).write();
        refused("384 dimensions", "models", "add", narrow.toString());
        Files.delete(narrow.resolve("config.json"));
        refused("config.json", "models", "add", narrow.toString());
        refused("nowhere", "models", "add", folder.resolve("nowhere").toString());
    }

    @Test
    void a_killed_build_is_finished_by_the_next_start_and_a_terminated_one_says_so() {
        ok("models", "add", tiny.toString());
        try (ProgramProcess build = program.start("models", "build", "tiny", "--rate", "2")) {
            await(() -> rows.count(TINY) > 1);
            build.kill();
            assertThat(build.end(20).code()).isEqualTo(137);
        }
        assertThat(rows.count(TINY)).isLessThan(PEOPLE);
        assertThat(program.run("models", "activate", "tiny").code()).isEqualTo(4);

        long done = rows.count(TINY);
        try (ProgramProcess build = program.start("models", "build", "tiny", "--rate", "2")) {
            await(() -> rows.count(TINY) > done);
            build.terminate();
            ProgramProcess.Ended ended = build.end(25);
            assertThat(ended.code()).as(ended.err()).isEqualTo(75);
        }
        // Beside a build that was left, the pipeline goes on.
        ok("run", "--source", source);

        ok("models", "build", "tiny");

        assertThat(rows.count(TINY)).isEqualTo(PEOPLE);
        assertThat(rows.count("pipeline.runs WHERE status = 'running'")).isZero();
        ok("models", "activate", "tiny");
    }

    @Test
    void a_killed_activation_has_changed_nothing_and_the_next_one_does() throws Exception {
        ok("models", "add", tiny.toString());
        ok("models", "build", "tiny");
        List<String> before = rows.texts(MATCHES);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // The model is changed by then, and what is shown is about to be.
            statement.execute("LOCK TABLE pipeline.match_job_states IN EXCLUSIVE MODE");
            try (ProgramProcess activation = program.start("models", "activate", "tiny")) {
                await(() ->
                        rows.count(
                                        "pg_stat_activity WHERE datname = current_database()"
                                                + " AND wait_event_type = 'Lock'")
                                > 0);
                activation.kill();
                assertThat(activation.end(20).code()).isEqualTo(137);
            }
            connection.rollback();
        }
        assertThat(rows.texts(ACTIVE)).containsExactly("matchmill-composite");
        assertThat(rows.texts(MATCHES)).isEqualTo(before);

        ok("models", "activate", "tiny");

        assertThat(rows.texts(ACTIVE)).containsExactly("tiny");
        ok("match");
        assertThat(rows.texts(MODEL_OF_MATCHES)).containsExactly("tiny");
    }

    private ProgramProcess.Ended ok(String... arguments) {
        ProgramProcess.Ended ended = program.run(arguments);
        assertThat(ended.code()).as(String.join(" ", arguments) + ended.err()).isZero();
        return ended;
    }

    private void refused(String word, String... arguments) {
        ProgramProcess.Ended ended = program.run(arguments);
        assertThat(ended.code()).as(ended.err()).isEqualTo(78);
        assertThat(ended.err()).contains(word);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition);
    }
}
