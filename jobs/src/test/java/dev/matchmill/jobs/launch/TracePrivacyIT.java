package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.jobs.trace.Collector;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spans, figures and log lines of the packaged program name runs, jobs, steps and items by their
 * ids, and nothing of a person, also when a step fails with a sentence about one.
 */
class TracePrivacyIT {

    private static final List<String> CANARIES =
            List.of("zanzeroth", "quibblewick", "5550187", "555 0187", "marmaladia");

    private static final String QUOTE =
            """
            CREATE FUNCTION quote() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION USING ERRCODE = '22003',
                    MESSAGE = 'Zanzeroth Quibblewick of Marmaladia, 415 555 0187',
                    DETAIL = 'zanzeroth@quibblewick.example';
            END $$;
            CREATE TRIGGER quote BEFORE INSERT ON embeddings
            FOR EACH ROW EXECUTE FUNCTION quote();
            """;

    @TempDir private Path folder;

    private final Collector collector = new Collector();
    private TestDatabase database;
    private JdbcClient jdbc;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        Path model = new TinyModelFolder(folder.resolve("model")).write();
        setup =
                ProgramProcess.Setup.on(database, folder.resolve("work"))
                        .with("MATCHMILL_EMBEDDINGS_MODEL_PATH", model.toString())
                        .with("MATCHMILL_JOBS_TRACE_ENDPOINT", collector.url())
                        .with("MATCHMILL_LOG_FORMAT", "json")
                        .with("MATCHMILL_LOG_LEVEL", "DEBUG")
                        .with("MATCHMILL_LIBRARY_LOG_LEVEL", "INFO");
        SampleFiles files = new SampleFiles(folder);
        files.write("in/zanzeroth-quibblewick.txt", resume());
        files.write("in/zanzeroth-broken.pdf", "%PDF-1.4 broken " + resume());
        files.write("in/zanzeroth-empty.txt", "Zanzeroth");
    }

    @AfterEach
    void close() {
        database.close();
        collector.close();
    }

    @Test
    void spans_and_figures_tell_what_happened_and_nothing_of_a_person() {
        jdbc.sql(QUOTE).update();
        ProgramProcess.Ended failed = run();
        assertThat(failed.code()).as(failed.err()).isEqualTo(70);
        jdbc.sql("DROP TRIGGER quote ON embeddings").update();
        assertThat(run().code()).isZero();
        ProgramProcess.Ended figures = setup.run("metrics", "--once");

        assertThat(figures.out()).contains("matchmill_items_turned_away{reason=\"corrupt\"} 1.0");
        assertThat(figures.out().toLowerCase(Locale.ROOT))
                .doesNotContain(CANARIES)
                .doesNotContain(folder.toString().toLowerCase(Locale.ROOT));
        assertThat(collector.requests()).containsOnly("POST /v1/traces");
        assertThat(collector.text())
                .contains("matchmill.run", "ingest.readDocuments piece", "embed.", "match.")
                .contains("error.type", "DataIntegrityViolationException");
        assertThat(collector.text().toLowerCase(Locale.ROOT))
                .doesNotContain(CANARIES)
                .doesNotContain(folder.toString().toLowerCase(Locale.ROOT));
    }

    @Test
    void a_line_about_an_item_has_its_id_with_those_of_run_job_and_step() {
        List<JsonNode> lines =
                run().err().lines().map(line -> new JsonMapper().readTree(line)).toList();

        List<JsonNode> refused =
                lines.stream()
                        .filter(line -> line.path("message").asString().startsWith("rejected: "))
                        .toList();
        assertThat(refused)
                .extracting(line -> line.get("message").asString())
                .containsExactlyInAnyOrder(
                        "rejected: corrupt at extract_text", "rejected: empty at extract_text");
        assertThat(refused)
                .extracting(line -> line.get("matchmill.item").asString())
                .containsExactlyInAnyOrderElementsOf(
                        jdbc.sql(
                                        "SELECT 'document ' || id FROM pipeline.source_records"
                                                + " WHERE state = 'rejected'")
                                .query(String.class)
                                .list());
        String run =
                jdbc.sql("SELECT max(id)::text FROM pipeline.runs").query(String.class).single();
        assertThat(refused)
                .allSatisfy(line -> {
                    assertThat(line.get("matchmill.run").asString()).isEqualTo(run);
                    assertThat(line.get("matchmill.step").asString())
                            .isEqualTo("ingest.readDocuments");
                    assertThat(line.get("matchmill.job").asString()).matches("\\d+");
                });
        assertThat(lines)
                .noneMatch(line ->
                        CANARIES.stream()
                                .anyMatch(line.toString().toLowerCase(Locale.ROOT)::contains));
    }

    @Test
    void a_collector_that_is_away_changes_nothing_but_a_line_of_the_log() {
        setup = setup.with("MATCHMILL_JOBS_TRACE_ENDPOINT", "http://127.0.0.1:1");

        ProgramProcess.Ended ended = run();

        assertThat(ended.code()).isZero();
        assertThat(ended.err().lines())
                .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).isObject()).isTrue())
                .anyMatch(line -> line.contains("Failed to export spans"));
    }

    private ProgramProcess.Ended run() {
        return setup.run("run", "--source", folder.resolve("in").toString());
    }

    private static String resume() {
        return SampleFiles.resume("Zanzeroth Quibblewick", "zanzeroth@quibblewick.example", "Java")
                .replace("+1 415 555 0132", "+1 415 555 0187")
                .replace("Larkspur Systems", "Marmaladia Systems");
    }
}
