package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program, several times at once at one backfill. */
class SharedWorkIT {

    private static final int PEOPLE = 60;
    private static final int DOCUMENTS = 2 * PEOPLE;

    private static final String EMBEDDED =
            "embeddings WHERE entity_type = 'candidate' AND chunk_no = 0";

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        rows = new Rows(JdbcClient.create(database.dataSource()));
        SampleFiles files = new SampleFiles(folder.resolve("in"));
        for (int i = 0; i < DOCUMENTS; i++) {
            files.resume(
                    "p" + i + ".txt",
                    "Sam Crowd",
                    "sam" + i / 2 + "@example.org",
                    "Java " + i / 2 + (i % 2 == 0 ? "" : "\nDocker"));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void two_workers_read_one_folder_and_embed_it_each_item_once_and_their_books_add_up() {
        try (ProgramProcess one = worker("a").start("ingest", "--share", "--source", in());
                ProgramProcess two = worker("b").start("ingest", "--share", "--source", in())) {
            assertEnded(one, 0);
            assertEnded(two, 0);
        }
        assertThat(sum("seen_count")).isEqualTo(DOCUMENTS);
        assertThat(sum("stored_count + duplicate_count")).isEqualTo(DOCUMENTS);
        assertThat(rows.count("candidates")).isEqualTo(PEOPLE);
        assertThat(rows.texts("SELECT status::text || seen_count FROM pipeline.ingestion_runs"))
                .containsExactly("completed" + DOCUMENTS);

        try (ProgramProcess one = worker("a").start("embed", "--share");
                ProgramProcess two = worker("b").start("embed", "--share")) {
            assertEnded(one, 0);
            assertEnded(two, 0);
        }
        assertThat(sum("embedded_count")).isEqualTo(PEOPLE);
        checkEnd();
    }

    @Test
    void what_a_killed_worker_held_is_taken_over_by_the_other_a_listing_too() {
        try (ProgramProcess killed =
                worker("a").start("ingest", "--share", "--rate", "2", "--source", in())) {
            Waiting.until("something is stored", () -> stored() > 0);
            try (ProgramProcess heir = worker("b").start("ingest", "--share", "--source", in())) {
                Waiting.until("both are at work", () -> rows.count("pipeline.runs") == 2);
                killed.kill();
                assertEnded(heir, 0);
            }
        }
        assertThat(rows.count("pipeline.source_records WHERE state IN ('stored', 'duplicate')"))
                .isEqualTo(DOCUMENTS);
        assertThat(rows.texts("SELECT DISTINCT status::text FROM pipeline.runs ORDER BY 1"))
                .containsExactly("completed", "failed");

        assertThat(worker("b").run("embed", "--share").code()).isZero();
        checkEnd();
    }

    @Test
    void what_a_stopped_worker_held_is_taken_over_and_it_doubles_nothing_when_it_goes_on() {
        assertThat(worker("b").run("ingest", "--source", in()).code()).isZero();
        try (ProgramProcess stopped = worker("a").start("embed", "--share", "--rate", "4")) {
            Waiting.until("something is embedded", () -> rows.count(EMBEDDED) > 0);
            assertThat(stopped.freeze()).isTrue();
            try (ProgramProcess heir = worker("b").start("embed", "--share")) {
                assertEnded(heir, 0);
            }
            assertThat(rows.count(EMBEDDED)).isEqualTo(PEOPLE);
            long taken = sum("embedded_count");
            stopped.signal("CONT");
            assertEnded(stopped, 0);
            assertThat(taken).isLessThan(PEOPLE);
        }
        assertThat(sum("embedded_count")).isEqualTo(PEOPLE);
        checkEnd();
    }

    @Test
    void workers_give_way_to_a_run_that_wants_to_work_alone() {
        try (ProgramProcess worker =
                worker("a").start("ingest", "--share", "--rate", "5", "--source", in())) {
            Waiting.until("something is stored", () -> stored() > 0);
            ProgramProcess.Ended alone =
                    worker("b").start("run", "--source", in(), "--output", "json").end(300);

            assertThat(alone.code()).as(alone.err()).isZero();
            JsonNode report = new JsonMapper().readTree(alone.out());
            assertThat(report.get("seen").asLong()).isEqualTo(DOCUMENTS);
            assertThat(report.get("unchanged").asLong()).isBetween(1L, DOCUMENTS - 1L);
            ProgramProcess.Ended gone = worker.end(30);
            assertThat(gone.code()).as(gone.err()).isEqualTo(75);
            assertThat(gone.err()).contains("stopped with work left");
        }
        checkEnd();
    }

    private void checkEnd() {
        assertThat(rows.count("candidates")).isEqualTo(PEOPLE);
        assertThat(rows.count(EMBEDDED)).isEqualTo(PEOPLE);
        assertThat(rows.count("pipeline.embedding_claims")).isZero();
        assertThat(rows.count("pipeline.source_records WHERE lease_owner IS NOT NULL")).isZero();
        assertThat(rows.count("pipeline.runs WHERE status = 'running'")).isZero();
        assertThat(rows.count("pipeline.ingestion_runs WHERE status = 'running'")).isZero();
        assertThat(rows.count("batch.batch_job_execution WHERE status IN ('STARTED', 'STARTING')"))
                .isZero();
        List<String> before = rows.versions("candidates");

        ProgramProcess.Ended again = worker("b").run("run", "--source", in(), "--output", "json");

        assertThat(again.code()).as(again.err()).isZero();
        JsonNode report = new JsonMapper().readTree(again.out());
        assertThat(report.get("unchanged").asLong()).isEqualTo(DOCUMENTS);
        assertThat(report.get("embedded_candidates").asLong()).isZero();
        assertThat(rows.versions("candidates")).isEqualTo(before);
    }

    private void assertEnded(ProgramProcess program, int code) {
        ProgramProcess.Ended ended = program.end(180);
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    }

    private long stored() {
        return rows.count("pipeline.source_records WHERE state IN ('stored', 'duplicate')");
    }

    private long sum(String what) {
        return Long.parseLong(rows.text("SELECT sum(" + what + ")::text FROM pipeline.runs"));
    }

    /** Workers on two machines see one folder of documents, and have a home each. */
    private ProgramProcess.Setup worker(String name) {
        String settings =
                new SampleFiles(folder)
                        .write(
                                "small.yaml",
                                """
                                matchmill.jobs.ingest.batch-size: 4
                                matchmill.jobs.ingest.lease: 5s
                                matchmill.jobs.embed.batch-size: 4
                                matchmill.jobs.embed.lease: 5s
                                """)
                        .toString();
        return ProgramProcess.Setup.on(database, folder.resolve(name))
                .with("MATCHMILL_CONFIG", settings)
                .with("MATCHMILL_HOME", folder.resolve("home").toString());
    }

    private String in() {
        return folder.resolve("in").toString();
    }
}
