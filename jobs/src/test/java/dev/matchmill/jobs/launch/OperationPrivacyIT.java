package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.embeddings.TinyModelFolder;
import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nothing of a person in what the packaged program says, writes about its runs or makes the server
 * keep, with everything logged and a failure at each stage that quotes the person.
 */
class OperationPrivacyIT {

    private static final List<String> CANARIES =
            List.of("zanzeroth", "quibblewick", "5550187", "555 0187", "marmaladia");

    /** Fails whoever writes rows of a table, and says whose they are. */
    @SuppressWarnings("InlineFormatString") // too long to read inline
    private static final String QUOTE =
            """
            CREATE FUNCTION quote_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                RAISE EXCEPTION USING ERRCODE = '%3$s',
                    MESSAGE = 'Zanzeroth Quibblewick of Marmaladia, 415 555 0187',
                    DETAIL = 'zanzeroth@quibblewick.example', HINT = 'zanzeroth';
            END $$;
            CREATE TRIGGER quote BEFORE INSERT OR UPDATE ON %2$s
            FOR EACH ROW EXECUTE FUNCTION quote_%1$s();
            """;

    private static final List<String> OF_RUNS =
            List.of(
                    "pipeline.runs",
                    "pipeline.ingestion_runs",
                    "pipeline.ingestion_items",
                    "pipeline.dead_letters",
                    "pipeline.source_records",
                    "pipeline.match_generations",
                    "pipeline.fences",
                    "ops.maintenance_runs",
                    "ops.maintenance_findings",
                    "ops.query_snapshots");

    @TempDir private Path folder;

    private TestDatabase database;
    private JdbcClient jdbc;
    private ProgramProcess.Setup setup;
    private final List<String> written = new ArrayList<>();

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        Path model = new TinyModelFolder(folder.resolve("model")).write();
        setup =
                ProgramProcess.Setup.on(database, folder.resolve("work"))
                        .with("MATCHMILL_EMBEDDINGS_MODEL_PATH", model.toString())
                        .with("MATCHMILL_LOG_LEVEL", "DEBUG")
                        .with("MATCHMILL_LIBRARY_LOG_LEVEL", "DEBUG");
        SampleFiles files = new SampleFiles(folder);
        files.write("in/one.txt", resume("zanzeroth"));
        files.write("in/ENG-1/two.html", "<p>" + resume("zanzeroth") + "</p>");
        files.write("in/three.pdf", "%PDF-1.4 broken " + resume("zanzeroth"));
        Path postings = files.postings("p.csv", "ENG-1|Engineer|Java");
        assertThat(start("import", "postings", postings.toString())).isZero();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void no_word_of_a_person_is_left_by_failures_at_any_stage() {
        List<String> stages =
                List.of(
                        "candidates 23514",
                        "pipeline.document_texts 22P02",
                        "pipeline.source_records P0001",
                        "embeddings 22003",
                        "embeddings 40001",
                        "pipeline.match_results P0001");
        List<Integer> codes = new ArrayList<>();
        for (String stage : stages) {
            String table = stage.split(" ", 2)[0];
            String name = table.replace('.', '_') + codes.size();
            new SampleFiles(folder)
                    .write("in/" + name + ".txt", resume("zanzeroth" + codes.size()));
            jdbc.sql(QUOTE.formatted(name, table, stage.split(" ", 2)[1])).update();
            codes.add(start("run", "--source", folder.resolve("in").toString()));
            jdbc.sql("DROP TRIGGER quote ON " + table).update();
        }
        assertThat(codes).containsExactly(0, 0, 70, 70, 75, 70);
        assertThat(start("run", "--source", folder.resolve("in").toString())).isZero();
        start("runs", "list");
        start("runs", "show", "latest");
        start("status");
        start("metrics", "--once");
        start("rejects", "list");
        start("maintain", "monthly", "--only", "J18");
        read();

        assertThat(written).hasSizeGreaterThan(1_000);
        assertThat(written)
                .noneMatch(line ->
                        CANARIES.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains));
        assertThat(jdbc.sql("SELECT c::text FROM candidates c").query(String.class).list())
                .anyMatch(row -> row.contains("Zanzeroth"));
    }

    private int start(String... arguments) {
        ProgramProcess.Ended ended = setup.run(arguments);
        ended.out().lines().forEach(written::add);
        ended.err().lines().forEach(written::add);
        return ended.code();
    }

    /** What the framework, runs and the server keep. */
    private void read() {
        List<String> tables = new ArrayList<>(OF_RUNS);
        tables.addAll(
                jdbc.sql(
                                "SELECT 'batch.' || quote_ident(tablename) FROM pg_tables WHERE"
                                        + " schemaname = 'batch'")
                        .query(String.class)
                        .list());
        tables.forEach(table ->
                written.addAll(
                        jdbc.sql("SELECT t::text FROM " + table + " t")
                                .query(String.class)
                                .list()));
        written.addAll(
                jdbc.sql(
                                """
                                SELECT query FROM pg_stat_statements s
                                JOIN pg_database d ON d.oid = s.dbid
                                WHERE d.datname = current_database()
                                  AND query NOT LIKE 'CREATE FUNCTION quote%'
                                """)
                        .query(String.class)
                        .list());
    }

    private static String resume(String mailbox) {
        return SampleFiles.resume("Zanzeroth Quibblewick", mailbox + "@quibblewick.example", "Java")
                .replace("+1 415 555 0132", "+1 415 555 0187")
                .replace("Larkspur Systems", "Marmaladia Systems");
    }
}
