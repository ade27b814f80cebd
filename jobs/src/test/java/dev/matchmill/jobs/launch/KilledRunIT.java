package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program, killed and stopped in the middle of its work. */
class KilledRunIT {

    private static final int PEOPLE = 120;

    @TempDir private Path folder;

    private TestDatabase database;
    private Rows rows;
    private ProgramProcess.Setup setup;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        rows = new Rows(JdbcClient.create(database.dataSource()));
        SampleFiles files = new SampleFiles(folder.resolve("in"));
        for (int i = 0; i < PEOPLE; i++) {
            files.resume(
                    "p" + i + ".txt", "Sam Crowd", "sam" + i / 2 + "@example.org", "Java " + i);
        }
        String small =
                new SampleFiles(folder)
                        .write("small.yaml", "matchmill.jobs.ingest.batch-size: 4\n")
                        .toString();
        setup =
                ProgramProcess.Setup.on(database, folder.resolve("work"))
                        .with("MATCHMILL_CONFIG", small);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_killed_run_is_finished_by_the_next_start_and_nothing_is_there_twice() {
        List<ProcessHandle> children;
        try (ProgramProcess program = setup.start("run", "--source", in())) {
            await("work in progress", () -> inProgress(program));
            children = program.children();
            program.kill();
            assertThat(program.end(20).code()).isEqualTo(137);
        }
        long stored = count("pipeline.source_records WHERE state <> 'pending'");
        assertThat(stored).isBetween(1L, PEOPLE - 1L);
        assertThat(children).isNotEmpty();
        await("children gone", () -> children.stream().noneMatch(ProcessHandle::isAlive));

        JsonNode report = run(0);

        assertThat(report.get("seen").asLong()).isEqualTo(PEOPLE);
        assertThat(report.get("unchanged").asLong()).isEqualTo(stored);
        checkEnd();
    }

    @Test
    void a_terminated_run_says_that_work_is_left_and_the_next_one_does_it() {
        try (ProgramProcess program = setup.start("run", "--source", in())) {
            await("work in progress", () -> inProgress(program));
            program.terminate();
            ProgramProcess.Ended ended = program.end(25);
            assertThat(ended.code()).as(ended.err()).isEqualTo(75);
            assertThat(ended.err()).contains("stopped with work left");
        }
        assertThat(rows.text("SELECT concat_ws(' ', status, exit_code) FROM pipeline.runs"))
                .isEqualTo("stopped 75");

        assertThat(run(0).get("seen").asLong()).isEqualTo(PEOPLE);

        checkEnd();
    }

    private void checkEnd() {
        assertThat(count("pipeline.source_records WHERE state IN ('stored', 'duplicate')"))
                .isEqualTo(PEOPLE);
        assertThat(count("candidates")).isEqualTo(PEOPLE / 2);
        assertThat(count("pipeline.document_texts"))
                .isEqualTo(count("pipeline.source_records WHERE state = 'stored'"));
        assertThat(count("files")).isEqualTo(PEOPLE);
        assertThat(count("embeddings WHERE entity_type = 'candidate' AND chunk_no = 0"))
                .isEqualTo(PEOPLE / 2);
        assertThat(
                        count(
                                """
                                (SELECT candidate_id FROM candidate_documents WHERE is_primary
                                 GROUP BY candidate_id HAVING count(*) <> 1) AS twice
                                """))
                .isZero();
        assertThat(count("pipeline.runs WHERE status = 'running'")).isZero();
        assertThat(count("pipeline.ingestion_runs WHERE status = 'running'")).isZero();
        assertThat(count("batch.batch_job_execution WHERE status IN ('STARTED', 'STARTING')"))
                .isZero();
        List<String> before = rows.versions("candidates");

        JsonNode again = run(0);

        assertThat(again.get("unchanged").asLong()).isEqualTo(PEOPLE);
        assertThat(rows.versions("candidates")).isEqualTo(before);
    }

    private JsonNode run(int code) {
        ProgramProcess.Ended ended = setup.run("run", "--source", in(), "--output", "json");
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        return new JsonMapper().readTree(ended.out());
    }

    private boolean inProgress(ProgramProcess program) {
        assertThat(program.isAlive()).as("killed too late").isTrue();
        return count("pipeline.source_records WHERE state = 'stored'") > 0
                && count("pipeline.source_records WHERE state = 'pending'") > 8;
    }

    private long count(String from) {
        return rows.count(from);
    }

    private String in() {
        return folder.resolve("in").toString();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.onSpinWait();
        }
    }
}
